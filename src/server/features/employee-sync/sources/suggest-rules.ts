import { columns, fold, type Column } from '../file-rules.ts';
import { headerNames } from './header-names.ts';

const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]|\.(?![a-z0-9])/g, '');

/** The names of each column, the likeliest first. */
export const namesOf = (column: Column): string[] => headerNames[column].trim().split(/\s+/);

/** Which header most likely stands for each of our columns; those that need no mapping are left out. */
export function suggestMapping(headers: string[]): Partial<Record<Column, string>> {
  const known = new Map(headers.map((header) => [plain(header), header]));
  const taken = new Set<string>();
  const suggested: Partial<Record<Column, string>> = {};
  for (const column of columns) {
    const own = known.get(plain(column));
    const found =
      own ??
      namesOf(column)
        .map((name) => known.get(name))
        .find((one) => one && !taken.has(one));
    if (found === undefined) continue;
    taken.add(found);
    if (fold(found) !== column) suggested[column] = found;
  }
  return suggested;
}
