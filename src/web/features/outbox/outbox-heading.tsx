import { Anchor, Button, Text } from '@mantine/core';
import { count, plural } from '../../ui/words';
import { isFiltered, type OutboxFilter } from './outbox-filter';
import type { MailList } from './read-outbox';
import classes from './outbox.module.css';

const most = 10_000;

interface Props {
  counts: MailList['counts'];
  /** No mail server is set: that nothing waits would be no news. */
  kept: boolean;
  filter: OutboxFilter;
  change: (part: OutboxFilter) => void;
  onClear: () => void;
}

/** What wants a look, each figure a way to it; and the way out of a filter. */
export function OutboxHeading({ counts, kept, filter, change, onClear }: Props) {
  const quiet = kept && (counts === undefined || counts.queued + counts.refused === 0);
  if (quiet && !isFiltered(filter)) return null;
  const words = (n: number, what: string) =>
    n >= most ? `${count(most)} or more ${what}` : `${count(n)} ${what}`;
  return (
    <div className={classes.heading}>
      {counts !== undefined && (
        <Text component="div" c="dimmed" className="tabular" aria-live="polite">
          {!kept && counts.queued === 0 && counts.refused === 0 && 'Nothing waits, and nothing was refused.'}
          {counts.queued > 0 && (
            <Anchor component="button" type="button" inherit onClick={() => change({ state: 'queued' })}>
              {words(counts.queued, 'waiting to be sent')}
            </Anchor>
          )}
          {counts.queued > 0 && counts.refused > 0 && ' · '}
          {counts.refused > 0 && (
            <Anchor component="button" type="button" inherit onClick={() => change({ state: 'refused' })}>
              {counts.refused >= most
                ? words(counts.refused, 'refused')
                : `${plural(counts.refused, 'mail')} refused`}
            </Anchor>
          )}
        </Text>
      )}
      {isFiltered(filter) && (
        <span>
          {filter.user !== undefined && <Text span>Mails to one user</Text>}
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear filters
          </Button>
        </span>
      )}
    </div>
  );
}
