import type { BulkResult, Preview } from '../../api/types';
import { refusalWords } from './users-words';

/** What became of each, as a file: of long work the server's own, of short work made here. */
export type ResultsFile = { href: string } | { rows: string[][] };

export function rowsFile(results: BulkResult[], people: Preview['people']): ResultsFile {
  const known = new Map(people.map((person) => [person.id, person]));
  const rows = results.map(({ id, status, code }) => {
    const person = known.get(id);
    return [person?.email ?? id, person?.name ?? '', status, code === undefined ? '' : refusalWords(code)];
  });
  return { rows: [['E-mail', 'Name', 'Result', 'Why'], ...rows] };
}

/** Hands the file to the browser. */
export function saveResults(file: ResultsFile): void {
  const link = document.createElement('a');
  link.download = 'results.csv';
  link.href =
    'href' in file ? file.href : URL.createObjectURL(new Blob([csv(file.rows)], { type: 'text/csv' }));
  link.click();
}

/** With the mark by which spreadsheets know UTF-8, and an apostrophe before what they take for a formula. */
export const csv = (rows: string[][]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

function cell(value: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
