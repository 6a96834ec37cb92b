import { appliedSoFar, applyStuck, deedsInWords, fileInWords, heldHeadline } from './headline-rules.ts';
import { dayInWords } from './result-rules.ts';
import type { Run } from './run-queries.ts';

const count = new Intl.NumberFormat('en-GB');
const calm = 'Nobody has changed.';

const rehearsedBecause: Record<string, string> = {
  first_run: ' The first run of a source always stops here.',
  source_paused: ' The source is paused, so nothing is applied by itself.',
  approval_void: ' What was approved has changed since: look again.',
};

/** One sentence or two that say what a run does, would do or did. */
export function headlineOf(run: Run, timeZone: string): string {
  const what = run.kind === 'undo' ? 'The undo' : fileInWords(run, timeZone);
  const would = deedsInWords(run.counts, true);
  switch (run.state) {
    case 'receiving':
      return `${what} is coming in.`;
    case 'queued':
      return run.approvedBy === null
        ? `${what} waits for its turn.`
        : `Approved by ${run.approvedBy}; it begins in a moment.`;
    case 'running':
      return `${what} is being read and compared. ${calm}`;
    case 'held': {
      const said = heldHeadline(run, timeZone);
      return `${said}${apart(run, said)}${run.reason === 'approval_void' ? rehearsedBecause.approval_void : ''}`;
    }
    case 'rehearsed':
      if (run.guards.length > 0)
        return `${would ? `${what}, if applied: ${would}. It would be held.` : `${what} would change nothing, and be held.`}${ahead(run)}${apart(run)} ${calm}`;
      return `${would ? `${what}, if applied: ${would}.` : `${what} would change nothing.`}${ahead(run)}${apart(run)} ${calm}${rehearsedBecause[run.reason ?? ''] ?? ''}`;
    case 'applying':
      return `${appliedSoFar(run)}${run.reason === applyStuck ? ' It has not come to its end for more than a day.' : ''}`;
    case 'applied':
      return done(run, deedsInWords(run.summary.done ?? run.counts, false));
    case 'refused':
      return `${run.problem ?? 'The file was refused.'} ${calm}`;
    case 'failed':
      return `${run.problem ?? 'The data could not be read.'} ${calm}`;
    case 'discarded':
      if (run.fileErased) return `Ignored, as the source file was erased. ${calm}`;
      return `Ignored by ${run.settledBy ?? 'somebody'}. ${calm}`;
    case 'cancelled':
      return `Cancelled by ${run.settledBy ?? 'somebody'}. ${calm}`;
    case 'superseded':
      return `A newer file came before this one was applied. ${calm}`;
  }
}

/** Who comes on a day ahead waits for that day and for no seat. */
function ahead({ summary: { scheduled } }: Run): string {
  if (!scheduled?.from) return '';
  const { count: n, from } = scheduled;
  const day = dayInWords(from);
  return n === 1
    ? ` 1 of them is scheduled for ${day}.`
    : ` ${count.format(n)} of them are scheduled, the first for ${day}.`;
}

/** Whom a file lists and who is nevertheless not as it says, in sentences. */
function apart({ counts }: Run, said = ''): string {
  const { kept_out: out = 0, conflict = 0, error = 0 } = counts;
  // Where bad rows hold a run, that says how many already.
  const bad = said.includes('cannot be used') ? 0 : error;
  return [
    ...(out > 0 ? [` ${count.format(out)} ${out === 1 ? 'is' : 'are'} kept out.`] : []),
    ...(conflict > 0
      ? [` ${count.format(conflict)} ${conflict === 1 ? 'is a conflict' : 'are conflicts'}.`]
      : []),
    ...(bad > 0 ? [` ${count.format(bad)} ${bad === 1 ? 'row' : 'rows'} cannot be used.`] : []),
  ].join('');
}

/** Everybody is as the file says only where nobody is told of apart. */
function nothingDone(run: Run): string {
  const asSaid = new Set(['same', 'left_already']);
  const otherwise = (run.summary.reasons ?? []).some(({ reason }) => !asSaid.has(reason));
  return otherwise ? 'Nothing changed.' : 'Everybody is as the file says; nothing changed.';
}

function done(run: Run, did: string | undefined): string {
  const undone = run.undoneByRunId === null ? '' : ' This run was undone since.';
  const short = run.seats?.short ?? 0;
  const wait =
    short === 0 ? '' : ` ${count.format(short)} of them ${short === 1 ? 'waits' : 'wait'} for a seat.`;
  if (run.kind === 'undo')
    return `Undone: ${did ?? 'there was nothing to take back'}.${wait}${ahead(run)}${run.pausesSource ? ' The source is paused.' : ''}`;
  return did
    ? `${did[0]?.toUpperCase() ?? ''}${did.slice(1)}.${wait}${ahead(run)}${apart(run)}${undone}`
    : `${nothingDone(run)}${apart(run)}${undone}`;
}
