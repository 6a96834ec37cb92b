import type { CsvRecords } from './csv-records.ts';
import type { Column, Layout } from './file-rules.ts';
import { longest, readStatus, type StagedRow } from './row-rules.ts';

const text = (delimiter: string): string => {
  const word = `[^\\x00-\\x20\\x7f-\\uffff"\\\\${delimiter}]+`;
  return `${word}(?: ${word})*`;
};

/** What is looked for in the columns that are more than text. */
const shapes: Partial<Record<Column, (text: string) => string>> = {
  // Not as a spreadsheet writes a number that is too long for it.
  employee_id: (cell) => `(?!\\d[.,\\d]*[eE]\\+)${cell}`,
  email: () => `[\\w.+'-]+@(?:[A-Za-z\\d-]+\\.)+[A-Za-z\\d-]{2,}`,
  first_name: (cell) => cell,
  last_name: (cell) => cell,
  start_date: () => day,
  end_date: () => day,
};

/** Days that every month has. */
const day = '(?:(?:19|20|21)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8]))?';

/**
 * Makes the reader of rows with nothing to them, most of most files: printable ASCII without a quote, nothing
 * to trim, all that is required there. One expression knows them and takes them apart; what it says of a row
 * is what `rowReader` would, which reads all others.
 * @returns a function that gives the next row where it is such a one, and leaves it to others where not.
 */
export function ordinaryReader(
  { at, width }: Layout,
  delimiter: string,
): (records: CsvRecords) => StagedRow | undefined {
  const cell = text(delimiter);
  const columns = Object.entries(at) as [Column, number][];
  const patterns = Array.from({ length: width }, () => `((?:${cell})?)`);
  for (const [column, index] of columns) {
    const shape = shapes[column];
    if (shape) patterns[index] = `(${shape(cell)})`;
  }
  const separator = delimiter === '|' ? '\\|' : delimiter;
  const pattern = new RegExp(`${patterns.join(separator)}\\r?\\n`, 'y');
  return (records) => {
    const found = records.match(pattern);
    if (!found) return undefined;
    const { line, fields } = found;
    for (const [column, index] of columns) {
      if ((fields[index + 1] ?? '').length > longest[column]) return undefined;
    }
    records.skip(fields[0].length);
    const given = (column: Column): string | null => {
      const index = at[column];
      return index === undefined ? null : (fields[index + 1] ?? '');
    };
    const word = given('status');
    const status = word ? readStatus(word) : null;
    return {
      line,
      employeeId: given('employee_id') ?? '',
      email: given('email') ?? '',
      emailKey: null,
      firstName: given('first_name') ?? '',
      lastName: given('last_name') ?? '',
      status,
      department: given('department'),
      jobTitle: given('job_title'),
      location: given('location'),
      manager: given('manager_employee_id'),
      startDate: given('start_date') || null,
      endDate: given('end_date') || null,
      warning: word && !status ? 'status_unknown' : null,
      error: null,
      column: null,
      value: null,
      tokens: null,
      plain: true,
    };
  };
}
