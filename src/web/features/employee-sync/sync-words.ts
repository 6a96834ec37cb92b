import { day } from '../../ui/dates';
import { count, inWords, plural } from '../../ui/words';
import type { Outcome, Run, RunDetail, Source } from './read-sync';
import type { Draft } from './source-draft';

/** How a file is written, in part. */
export type Reading = Partial<Pick<Draft, 'delimiter' | 'encoding'>>;

export const stateWords: Record<Run['state'], string> = {
  receiving: 'Coming in',
  queued: 'Waiting for its turn',
  running: 'Being compared',
  rehearsed: 'Waits for approval',
  held: 'Held',
  applying: 'Being applied',
  applied: 'Applied',
  refused: 'Refused',
  failed: 'Failed',
  discarded: 'Ignored',
  superseded: 'Superseded',
  cancelled: 'Cancelled',
};

/** In the order in which a run goes through them. */
export const phases = ['acquire', 'read', 'match', 'plan', 'guard', 'apply', 'report'] as const;

/** The state as it is shown: a rehearsal over the limits would be held, and what was undone is so no more. */
export function stateOf({
  state,
  reason,
  undoneByRunId = null,
}: Pick<Run, 'state' | 'reason'> & { undoneByRunId?: string | null }): { of: string; words: string } {
  if (undoneByRunId !== null) return { of: 'undone', words: 'Undone' };
  return {
    of: state,
    words: state === 'rehearsed' && reason === 'guards' ? 'Would be held' : stateWords[state],
  };
}

/** Whether a run ended without a plan that counts: why says more than its figures. */
export const cameToNothing = ({ state }: Pick<Run, 'state'>): boolean =>
  state === 'refused' || state === 'failed';

/** Whether another file or another setting helps a run that came to nothing: an undo has neither. */
export const hasNextStep = ({ kind, state, reason }: Pick<Run, 'kind' | 'state' | 'reason'>): boolean =>
  kind === 'sync' && cameToNothing({ state }) && reason !== 'source_deleted';

/** How a source is doing: paused, something waits for a person, or how its last run ended. */
export function sourceStateOf({
  state,
  waitingRun,
  lastRun,
}: Pick<Source, 'state' | 'waitingRun' | 'lastRun'>): { of: string; words: string } {
  if (state === 'paused') return { of: 'paused', words: 'Paused' };
  const failed = lastRun?.state === 'failed' || lastRun?.state === 'refused';
  if (failed && waitingRun?.state !== 'held')
    return { of: lastRun.state, words: `Last run ${lastRun.state}` };
  if (waitingRun !== null) return stateOf(waitingRun);
  return { of: 'active', words: 'Ready' };
}

/** What was the matter with the last run of a source, in short; null where nothing was. */
export function sourceProblemOf(
  source: Pick<Source, 'lastRun'> & { hostKeyChanged?: boolean },
): string | null {
  if (source.lastRun?.reason !== 'host_key_changed') return source.lastRun?.problem ?? null;
  // The keys themselves are compared where they are confirmed.
  return source.hostKeyChanged
    ? 'The host shows another key than the one confirmed. Nothing was sent to it.'
    : 'The new key of the host is confirmed; the next run goes by it.';
}

/** What a run is called, and where from: who is asked over the network gives no name to a file. */
export function runName(
  { kind, file, source, undoes }: Pick<Run, 'kind' | 'file' | 'source' | 'undoes'>,
  timeZone: string,
): { name: string; from: string } {
  const named = source.kind === 'hris' ? null : (file?.name ?? undoes?.fileName ?? null);
  if (kind === 'undo') {
    const what = named ?? (undoes ? `the run of ${day(undoes.createdAt, timeZone)}` : 'a run');
    return { name: `Undo of ${what}`, from: source.name };
  }
  return named === null ? { name: source.name, from: '' } : { name: named, from: source.name };
}

export const kindWords: Record<Source['kind'], string> = {
  csv: 'CSV upload',
  sftp: 'SFTP',
  folder: 'Drop folder',
  hris: 'HRIS',
};

export const delimiters = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
];
export const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16, little-endian' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'iso-8859-15', label: 'ISO 8859-15' },
];

/** How a file that was refused seems to be written, as far as it is said. */
export function suspectedOf(suspected: RunDetail['suspected'] | undefined): Reading | undefined {
  const { delimiter, encoding } = suspected ?? {};
  if (delimiter === undefined && encoding === undefined) return undefined;
  return { ...(delimiter && { delimiter }), ...(encoding && { encoding }) };
}

/** That, as what is to be used: `;` by its sign, the others by name. */
export function readingWords({ delimiter, encoding }: Reading): string {
  const sign = delimiter === '\t' ? 'tab' : delimiter;
  return sign ?? encodings.find(({ value }) => value === encoding)?.label ?? '';
}

/** What the field of a secret says that is kept: never the secret. */
export const keptWords = 'Kept; type to replace';

/** In the order in which they are looked at: who leaves first. */
export const outcomeWords: [outcome: Outcome, words: string][] = [
  ['leaver', 'Leave'],
  ['joiner', 'Join'],
  ['returner', 'Return'],
  ['change', 'Change'],
  ['link', 'Linked'],
  ['removal', 'Deleted'],
  ['conflict', 'Conflicts'],
  ['error', 'Row errors'],
  ['warning', 'Warnings'],
  ['kept_out', 'Kept out'],
  ['unchanged', 'Unchanged'],
];

type Counts = Partial<Record<string, number>>;
const deeds = ['joiner', 'returner', 'change', 'link', 'removal'];
const others = (counts: Counts) => deeds.reduce((sum, deed) => sum + (counts[deed] ?? 0), 0);

/** What the button that applies a run says: exactly what it does. */
export function applyWords({ kind, counts }: Pick<Run, 'kind' | 'counts'>): string {
  const leaving = counts.leaver ?? 0;
  const rest = others(counts);
  if (kind === 'undo') return `Undo: take back ${plural(leaving + rest, 'change')}`;
  if (leaving + rest === 0) return 'Accept: nothing changes';
  if (leaving === 0) return rest === 1 ? 'Apply this 1 change' : `Apply these ${plural(rest, 'change')}`;
  if (rest === 0) return `Apply ${plural(leaving, 'deactivation')}`;
  return `Apply ${plural(leaving, 'deactivation')} and ${plural(rest, 'other change')}`;
}

/** What the button that drops a run says. */
export const ignoreWords = ({ kind, source }: Pick<Run, 'kind' | 'source'>): string =>
  kind === 'undo' ? 'Leave it as it is' : source.kind === 'hris' ? 'Ignore this answer' : 'Ignore this file';

/** What a run applies, ignores or takes back: a file by its name, the answer of an HRIS by its source. */
export const contentName = ({ file, source, undoes }: Pick<Run, 'file' | 'source' | 'undoes'>): string =>
  source.kind === 'hris' ? `the data from ${source.name}` : (file?.name ?? undoes?.fileName ?? source.name);

/** What applying a run does to people, in a sentence. */
export function peopleWords(counts: Counts): string {
  const parts = [
    [counts.leaver, 'is deactivated', 'are deactivated'],
    [counts.joiner, 'joins', 'join'],
    [counts.returner, 'comes back', 'come back'],
    [counts.removal, 'is deleted', 'are deleted'],
    [(counts.change ?? 0) + (counts.link ?? 0), 'changes', 'change'],
  ] as const;
  const said = parts.flatMap(([n, one, many]) =>
    n ? [`${plural(n, 'person', 'people')} ${n === 1 ? one : many}`] : [],
  );
  return said.length === 0 ? 'Nobody changes.' : `${inWords(said)}.`;
}

/**
 * What goes out by e-mail once it is applied; nothing where nobody is invited.
 * @param kept whether mail is only kept here
 */
export function invitationWords(n: number, kept = false): string {
  if (n === 0) return '';
  const are = `${plural(n, 'invitation')} ${n === 1 ? 'is' : 'are'}`;
  return kept ? `${are} kept in the Outbox, as no mail server is set.` : `${are} sent by e-mail.`;
}

/** What it does to the seats, as the plan foresees; once applied, what it did. */
export function seatWords(seats: NonNullable<Run['seats']>): string {
  const { total, takenBefore, takenAfter, freed, toQueue, toComers, short } = seats;
  const parts = [
    ...(freed > 0 ? [`${count(freed)} freed`] : []),
    ...(toQueue > 0 ? [`${count(toQueue)} to people who wait already`] : []),
    ...(toComers > 0 ? [`${count(toComers)} to people who come`] : []),
  ];
  const moved = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return [
    `Seats taken ${count(takenBefore)} → ${count(takenAfter)} of ${count(total)}${moved}.`,
    ...(short > 0 ? [`There is no seat for ${plural(short, 'person', 'people')}: they wait, in order.`] : []),
  ].join(' ');
}
