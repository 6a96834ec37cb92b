import { isFile, type Draft, type Mapping } from './source-draft';
import type { Check } from './source-request';

type Result = NonNullable<Check['result']>;

/** Our columns, and what each is called on the page. */
export const columns: [column: keyof Mapping, label: string][] = [
  ['employee_id', 'Employee id'],
  ['email', 'E-mail'],
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['status', 'Status'],
  ['department', 'Department'],
  ['job_title', 'Job title'],
  ['location', 'Location'],
  ['manager_employee_id', 'Manager’s employee id'],
  ['start_date', 'Start date'],
  ['end_date', 'End date'],
];
const required = ['employee_id', 'email', 'first_name', 'last_name'];

/** Headers are compared as the server does: case and spaces forgiven. */
const fold = (header: string): string =>
  header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** Whether this is a new source whose columns nobody has named yet: what is suggested is filled in. */
export const isUnnamed = ({ id, mapping }: Draft): boolean =>
  id === undefined && Object.keys(mapping).length === 0;

/** Whether more is read by the names that are suggested: then a second look goes by them at once. */
export const needsNames = (draft: Draft, { problem, suggestedMapping }: Result): boolean =>
  isUnnamed(draft) &&
  Object.keys(suggestedMapping).length > 0 &&
  // The fields of a vendor are asked for by name already.
  (problem === null ? isFile(draft) : problem.reason === 'header_missing');

/** Of the headers that were found, those that no column of the draft is read from. */
export function unreadOf(draft: Draft, headers: string[]): string[] {
  const read = columns.map(([column]) => {
    const own = isFile(draft) || required.includes(column) ? column : '';
    return fold(draft.mapping[column]?.trim() || own);
  });
  return headers.filter((header) => header.trim() !== '' && !read.includes(fold(header)));
}
