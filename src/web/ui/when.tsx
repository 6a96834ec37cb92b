import { Tooltip } from '@mantine/core';
import { ago, exactTime } from './dates';

/** "3 days ago", with the exact time in the space's zone on hover and for a screen reader's title. */
export function When({
  at,
  timeZone,
  none = '–',
}: {
  at: string | null | undefined;
  timeZone: string;
  none?: string;
}) {
  if (at === null || at === undefined) return <span>{none}</span>;
  return (
    <Tooltip label={exactTime(at, timeZone)}>
      <time dateTime={at}>{ago(at)}</time>
    </Tooltip>
  );
}
