import { emailKey, isEmail } from '../users/index.ts';
import type { CsvRecord } from './csv-records.ts';
import type { Column, Layout } from './file-rules.ts';
import { isPlain, shownValue, unprintable, withoutUnprintable } from './text-rules.ts';

/** Why a row cannot be used; its person still counts as present. */
export type RowError =
  | 'row_length'
  | 'bad_quoting'
  | 'control_characters'
  | 'too_long'
  | 'employee_id_missing'
  | 'employee_id_number'
  | 'email_missing'
  | 'email_invalid'
  | 'date_invalid';

/** One row of the file as it goes into the staging table. A null field is none of the file's columns. */
export interface StagedRow {
  line: number;
  employeeId: string;
  email: string;
  /** What the address is compared by; null where that is its lower case in ASCII. */
  emailKey: string | null;
  firstName: string;
  lastName: string;
  status: 'active' | 'inactive' | null;
  department: string | null;
  jobTitle: string | null;
  location: string | null;
  manager: string | null;
  startDate: string | null;
  endDate: string | null;
  error: RowError | null;
  /** The file's own name of the column that is wrong; null where it is the row as a whole. */
  column: string | null;
  /** What stands there, shortened, where it is wrong in its form. */
  value: string | null;
  warning: string | null;
  /** Of a row that cannot be used, or may have swallowed others: whatever stands in it counts as present. */
  tokens: string[] | null;
  /** Printable ASCII without a backslash throughout. */
  plain: boolean;
}

export const longest: Record<Column, number> = {
  employee_id: 100,
  email: 320,
  first_name: 200,
  last_name: 200,
  status: 100,
  department: 200,
  job_title: 200,
  location: 200,
  manager_employee_id: 100,
  start_date: 40,
  end_date: 40,
};

const inactive = new Set([
  'inactive',
  'terminated',
  'left',
  'leaver',
  'former',
  'ended',
  'resigned',
  'retired',
  'dismissed',
  'disabled',
  'deactivated',
  'suspended',
  'deceased',
  'false',
  'no',
  'n',
  '0',
  'ex-employee',
  'not active',
  'non-active',
]);
const active = new Set([
  'active',
  'current',
  'employed',
  'enabled',
  'true',
  'yes',
  'y',
  '1',
  'working',
  'on leave',
  'leave',
  'on_leave',
  'onleave',
  'parental leave',
  'maternity leave',
  'sick leave',
  'probation',
  'onboarding',
  'hired',
  'starter',
  'joiner',
  'new',
  'notice',
  'on notice',
  'full-time',
  'part-time',
]);

/** A word for somebody's state: unknown words say nothing, and above all not that they have left. */
export function readStatus(word: string): 'active' | 'inactive' | null {
  const folded = word.toLowerCase();
  return inactive.has(folded) ? 'inactive' : active.has(folded) ? 'active' : null;
}

/** Whether a spreadsheet has turned an employee id into a number in scientific notation. */
export const isMangledId = (id: string): boolean => /^\d(?:[.,]\d+)?E\+\d+$/i.test(id);

/**
 * Makes the reader of a file's records. It never throws: what is wrong with one is in `error`, and
 * whatever of its key can be read is there all the same.
 */
export function rowReader({ at, names, width }: Layout): (record: CsvRecord) => StagedRow {
  // Of the record being read: they live out here so that a million rows share one set of functions.
  let fields: string[] = [];
  let error = null as RowError | null;
  let wrong = null as string | null;
  let bad = null as string | null;
  const fail = (reason: RowError, column?: Column, value?: string) => {
    if (error === null && column) wrong = names[column] ?? null;
    if (error === null && value) bad = shownValue(value);
    error ??= reason;
  };
  const given = (column: Column): string | null => {
    const index = at[column];
    if (index === undefined) return null;
    const value = (fields[index] ?? '').trim();
    if (value.length > longest[column]) {
      fail('too_long', column);
      return '';
    }
    if (isPlain(value)) return value;
    if (unprintable.test(value)) {
      fail('control_characters', column);
      return '';
    }
    return value.normalize('NFC');
  };
  const date = (column: Column): string | null => {
    const value = given(column);
    if (!value) return null;
    const day = value.slice(0, 10);
    if (isDate(day) && /^(T.*)?$/.test(value.slice(10))) return day;
    fail('date_invalid', column, value);
    return null;
  };
  return (record) => {
    ({ fields } = record);
    error = null as RowError | null;
    wrong = null as string | null;
    bad = null as string | null;
    if (record.malformed) fail('bad_quoting');
    if (fields.length !== width) fail('row_length');
    const employeeId = given('employee_id') ?? '';
    const email = given('email') ?? '';
    const firstName = given('first_name') ?? '';
    const lastName = given('last_name') ?? '';
    const word = given('status');
    const status = word ? readStatus(word) : null;
    const row: StagedRow = {
      line: record.line,
      employeeId,
      email,
      emailKey: isPlain(email) ? null : emailKey(email),
      firstName,
      lastName,
      status,
      department: given('department'),
      jobTitle: given('job_title'),
      location: given('location'),
      manager: given('manager_employee_id'),
      startDate: date('start_date'),
      endDate: date('end_date'),
      warning: word && !status ? 'status_unknown' : null,
      error: null,
      column: null,
      value: null,
      tokens: null,
      plain: false,
    };
    if (employeeId === '') fail('employee_id_missing', 'employee_id');
    else if (isMangledId(employeeId)) fail('employee_id_number', 'employee_id', employeeId);
    if (email === '') fail('email_missing', 'email');
    else if (!isEmail(email)) fail('email_invalid', 'email', email);
    row.error = error;
    row.column = wrong;
    row.value = bad;
    // A quote that strayed in and another later swallow the rows between them: whoever is in there is present.
    const doubtful = error === null ? record.fields.filter(breaksLine) : record.fields;
    if (doubtful.length > 0) row.tokens = tokensOf(doubtful);
    return row;
  };
}

const breaksLine = (field: string): boolean => field.includes('\n');

/** Every short piece of a doubtful row, as an address is compared and as it stands. */
function tokensOf(fields: string[]): string[] {
  const pieces = fields
    .flatMap((field) => field.split(/[\s,;|"]+/))
    .filter((piece) => piece !== '' && piece.length <= 320)
    .map(withoutUnprintable);
  return [...new Set(pieces.flatMap((piece) => [piece, emailKey(piece)]))].filter(Boolean);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900' || text >= '2200') return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A line of nothing, or of delimiters alone, as spreadsheets leave behind. */
export const isBlank = (fields: string[]): boolean => fields.every((field) => field.trim() === '');
