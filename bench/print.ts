import type { Row } from './measure.ts';

const figure = (value: number | null): string =>
  value === null ? '-' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const headings = ['work', 'size', 'ours', 'baseline', 'unit', 'ratio', 'reach', 'holds'] as const;

/** The rows as a table for a terminal. */
export function tableOf(rows: Row[]): string {
  const cells = rows.map((row) => [
    row.work,
    row.size,
    figure(row.ours),
    figure(row.baseline),
    row.unit,
    figure(row.ratio),
    row.reach,
    row.holds ? 'yes' : 'NO',
  ]);
  const all = [[...headings], ...cells];
  const widths = headings.map((_, i) => Math.max(...all.map((line) => line[i]?.length ?? 0)));
  const numeric = new Set([1, 2, 3, 5]);
  const line = (parts: string[]) =>
    parts
      .map((part, i) => (numeric.has(i) ? part.padStart(widths[i] ?? 0) : part.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line([...headings]), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join(
    '\n',
  );
}

/** Figures of four digits: more would be noise. */
export const rounded = (row: Row): Row => {
  const four = <T extends number | null>(value: T): T =>
    (value === null ? null : Number(value.toPrecision(4))) as T;
  return { ...row, ours: four(row.ours), baseline: four(row.baseline), ratio: four(row.ratio) };
};
