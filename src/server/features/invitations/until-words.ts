/** When a link stops working, for a mail: "Wednesday, 2 December 2026 at 15:00 (GMT)". */
export function untilWords(at: Date, timeZone: string): string {
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    at,
  );
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(at);
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${until} (${zone})`;
}
