import type { Run } from '../features/employee-sync/index.ts';
import { print } from './with-usher.ts';

const closing: Partial<Record<Run['state'], string>> = {
  rehearsed: 'Nobody has changed. It waits for approval on the Data sync page.',
  held: 'Nobody has changed. It is held until somebody decides on the Data sync page.',
  failed: 'Nobody has changed.',
  refused: 'Nobody has changed.',
};

type Told = Pick<Run, 'state' | 'rows' | 'counts' | 'problem' | 'guards' | 'warnings'>;

const problemsOf = ({ problem, guards, warnings }: Told): string[] => [
  ...(problem === null ? [] : [problem]),
  ...guards.map(({ sentence }) => sentence),
  ...warnings.map(({ sentence }) => sentence),
];

/** What became of a run, line by line, without what is nothing. */
export function runInLines(run: Told): string[] {
  const { state, rows, counts } = run;
  const close = closing[state];
  return [
    `${state}: ${String(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    ...Object.entries(counts).flatMap(([outcome, n]) => (n === 0 ? [] : [`  ${outcome}: ${String(n)}`])),
    ...problemsOf(run),
    ...(close === undefined ? [] : [close]),
  ];
}

/** Says it to a person, or everything to a program. */
export function printRun(options: { json?: boolean }, run: Run): void {
  const { id, state, reason, fileName, rows, counts, guards, warnings, seats } = run;
  const problems = problemsOf(run);
  const document = { run: id, state, reason, fileName, rows, counts, guards, warnings, seats, problems };
  print(options, document, runInLines(run));
}
