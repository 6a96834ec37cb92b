import type { outcomes } from './run-schemas.ts';

/** What a run has in mind for a person, by the outcome that programs read, in the words of the page. */
export const outcomeWords: Record<(typeof outcomes)[number], string> = {
  leaver: 'Leaves',
  joiner: 'Joins',
  returner: 'Returns',
  change: 'Changes',
  link: 'Linked',
  removal: 'Deleted',
  conflict: 'Conflict',
  error: 'Row error',
  warning: 'Warning',
  kept_out: 'Kept out',
  unchanged: 'Unchanged',
};

/** What became of a person, by the result that programs read, in the words of the page. */
export const resultWords: Record<string, string> = {
  invited: 'Invited',
  active: 'Active',
  waiting: 'Waiting for a seat',
  changed: 'Changed',
  linked: 'Linked',
  deactivated: 'Deactivated',
  removed: 'Deleted',
  skipped: 'Settled by other hands before',
};

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A date as a file writes it, for a person. */
export const dayInWords = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

export function resultInWords(result: string | null, scheduledFor: string | null): string | null {
  if (result === null) return null;
  if (scheduledFor !== null) return `Scheduled for ${dayInWords(scheduledFor)}`;
  return resultWords[result] ?? result;
}
