import { fileRefused } from './file-rules.ts';

/**
 * A file by hand comes from any machine, and its time from that machine's clock: within minutes of each other the
 * order in which somebody sends them is the better witness.
 */
const slackByHand = 10 * 60_000;

/** What copies without a time and machines without a clock write is of 1970 or 1980. */
const noClockBefore = Date.UTC(1990, 0);

/** When a file was written, as far as that can be: a clock that is ahead would have every later file refused. */
export function believable(time: Date | null, now: Date): Date | null {
  if (time === null || time.getTime() < noClockBefore) return null;
  return time > now ? now : time;
}

/**
 * A file older than the last one applied is of yesterday; by hand, one that says the same as that never is.
 * @throws DomainError `file_refused`, with what to do next.
 */
export function refuseOlder(
  file: { time: Date | null; hash: string | null },
  last: { time: Date | null; hash: string | null },
  { byHand, timeZone }: { byHand: boolean; timeZone: string },
): void {
  if (!file.time || !last.time || file.time >= last.time) return;
  if (!byHand) throw fileRefused('older_file', 'This file is older than the last one applied.');
  if (file.time.getTime() >= last.time.getTime() - slackByHand) return;
  if (file.hash !== null && file.hash === last.hash) return;
  const said = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone });
  throw fileRefused(
    'older_file',
    `This file was last saved on ${said.format(file.time)}, before the last one applied (${said.format(last.time)}). Export the data again and send that; to take this file all the same, save it again first.`,
  );
}
