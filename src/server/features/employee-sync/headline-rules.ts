import type { Guard } from './guard-rules.ts';

const count = new Intl.NumberFormat('en-GB');

interface Headed {
  createdAt: Date;
  fileName: string | null;
  sourceKind: string;
  counts: Record<string, number>;
  guards: Guard[];
}

/** How a person calls the file of a run: by the night it came in, or by its name. */
export function fileInWords(
  run: Pick<Headed, 'createdAt' | 'fileName' | 'sourceKind'>,
  timeZone: string,
): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(run.createdAt),
  );
  if (run.sourceKind !== 'csv' && (hour < 7 || hour >= 21)) return 'Last night’s file';
  return run.fileName ?? 'The file';
}

/** The one sentence that says what a held run would do, by how much that is too much, and that it has not. */
export function heldHeadline(run: Headed, timeZone: string): string {
  const file = fileInWords(run, timeZone);
  const leavers = run.guards.find(({ guard }) => guard === 'leavers');
  const [first] = run.guards;
  if (leavers?.of !== undefined) {
    const leaving = run.counts.leaver ?? 0;
    return `${file} would deactivate ${count.format(leaving)} of ${count.format(leavers.of)} people (limit ${count.format(leavers.limit)}). Nobody has changed.`;
  }
  return `${file} is held. ${first?.sentence ?? 'Somebody has to look.'} Nobody has changed.`;
}

/** The reason of a run whose applying does not come to its end. */
export const applyStuck = 'apply_stuck';

export const appliedSoFar = (run: { stepsDone: number; stepsTotal: number }): string =>
  `${count.format(run.stepsDone)} of ${count.format(run.stepsTotal)} changes are applied.`;

/** "3 join, 1 leaves": what a run does or would do to people; undefined where that is nothing. */
export function deedsInWords(counts: Record<string, number>, would: boolean): string | undefined {
  const verbs: [outcomes: string[], would: [string, string], did: string][] = [
    [['joiner'], ['joins', 'join'], 'joined'],
    [['returner'], ['returns', 'return'], 'returned'],
    [['leaver'], ['leaves', 'leave'], 'left'],
    [['removal'], ['is deleted', 'are deleted'], 'deleted'],
    [['change', 'link'], ['changes', 'change'], 'changed'],
  ];
  const parts = verbs.flatMap(([outcomes, [one, many], did]) => {
    const n = outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
    return n === 0 ? [] : [`${count.format(n)} ${would ? (n === 1 ? one : many) : did}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}
