import type { Run, ToldRun } from '../features/employee-sync/index.ts';
import { awaitsApproval } from './exit-code.ts';
import { print } from './with-usher.ts';

const calm = 'Nobody has changed.';
const closings: Partial<Record<Run['state'], string>> = {
  rehearsed: `${calm} It waits for approval on the Data sync page.`,
  held: `${calm} It is held until somebody decides on the Data sync page.`,
  failed: calm,
  refused: calm,
  cancelled: calm,
  discarded: calm,
  superseded: `${calm} A newer file came before this one was applied.`,
  receiving: `${calm} The file has not come in yet.`,
  queued: 'It waits for its turn; the Data sync page says how it goes on.',
  running: 'It is still at work; the Data sync page says how it goes on.',
  applying: 'It is still at work; the Data sync page says how it goes on.',
};

const notApplied: Record<string, string> = {
  source_paused:
    'It was not applied. Approve it on the Data sync page, or import it again with --approve-held.',
  first_run: 'It was not applied: a first run always waits. Approve it on the Data sync page.',
};

function closingOf(run: Told): string | undefined {
  if (run.state === 'rehearsed' && !run.needsDecision) return `${calm} There is nothing to approve.`;
  const wait = awaitsApproval(run) ? notApplied[run.reason ?? ''] : undefined;
  return wait === undefined ? closings[run.state] : `${calm} ${wait}`;
}

type Told = Pick<
  Run,
  | 'intent'
  | 'needsDecision'
  | 'state'
  | 'reason'
  | 'rows'
  | 'counts'
  | 'problem'
  | 'guards'
  | 'warnings'
  | 'sourceName'
>;
type Row = Pick<ToldRun['rowErrors'][number], 'line' | 'column' | 'sentence'>;
export interface RunToTell {
  run: Told;
  rowErrors: (Row & Partial<Omit<ToldRun['rowErrors'][number], keyof Row>>)[];
  conflicts: RunToTell['rowErrors'];
  source: ToldRun['source'];
}

const shown = 20;

/** The first rows of a kind, and how many more there are. */
function rowsInLines(rows: RunToTell['rowErrors'], all = 0): string[] {
  const lines = rows.slice(0, shown).map(({ line, column, employeeId, sentence }) => {
    const where = [
      ...(line === null ? [] : [`line ${String(line)}`]),
      ...(column === null ? [] : [`column ${column}`]),
      ...(employeeId ? [`employee id ${employeeId}`] : []),
    ].join(', ');
    return `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${sentence}.`;
  });
  const more = all - lines.length;
  return more > 0 ? [...lines, `and ${String(more)} more.`] : lines;
}

function pauseInWords({ run, source }: RunToTell): string[] {
  if (source.state !== 'paused') return [];
  const why = source.pausedReason === null ? '.' : `: ${source.pausedReason}`;
  const held = run.reason === 'source_paused' ? ' Nothing is applied by itself.' : '';
  return [`${run.sourceName} is paused${why}${held}`];
}

/** What a person has to know or see to. */
const problemsOf = (told: RunToTell): string[] => {
  const { run, rowErrors, conflicts } = told;
  return [
    ...(run.problem === null ? [] : [run.problem]),
    ...run.guards.map(({ sentence }) => sentence),
    ...run.warnings.map(({ sentence }) => sentence),
    ...rowsInLines(rowErrors, run.counts.error),
    ...rowsInLines(conflicts, run.counts.conflict),
    ...pauseInWords(told),
  ];
};

/** What became of a run, line by line, without what is nothing. */
export function runInLines(told: RunToTell): string[] {
  const { state, rows, counts, guards } = told.run;
  const close = closingOf(told.run);
  const over = state === 'rehearsed' && guards.length > 0 ? ['It would be held.'] : [];
  return [
    `${state}: ${String(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    ...Object.entries(counts).flatMap(([outcome, n]) => (n === 0 ? [] : [`  ${outcome}: ${String(n)}`])),
    ...problemsOf(told),
    ...over,
    ...(close === undefined ? [] : [close]),
  ];
}

const rowAnswer = ({ line, column, employeeId, email, reason, sentence }: ToldRun['rowErrors'][number]) => ({
  line,
  column,
  employeeId,
  email,
  reason,
  sentence,
});

/** Says it to a person, or everything to a program. */
export function printRun(options: { json?: boolean }, told: ToldRun): void {
  const { id, state, reason, fileName, rows, counts, guards, warnings, seats, sourceName } = told.run;
  const document = {
    run: id,
    state,
    reason,
    fileName,
    source: { name: sourceName, ...told.source },
    rows,
    counts,
    guards,
    warnings,
    seats,
    problems: problemsOf(told),
    rowErrors: told.rowErrors.map(rowAnswer),
    conflicts: told.conflicts.map(rowAnswer),
  };
  print(options, document, runInLines(told));
}
