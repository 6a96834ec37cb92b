import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { SpaceContext } from '../../api/session';
import { count, plural } from '../../ui/words';
import { useMailsKept } from '../settings/read-mail-settings';
import { refusalWords } from '../users/users-words';
import { csvLine, download } from './csv-text';
import { OutcomeList } from './outcome-list';
import { outcomeWords, summaryOf, tallyOf } from './outcome-words';
import classes from './people-list.module.css';
import { forgetSending, type Sending } from './send-invites';
import { onSingleClick } from './single-click';

/** What became of whom. Those for whom it did not go as asked come first. */
export function InviteResult({
  space,
  sending,
  onClose,
}: {
  space: SpaceContext;
  sending: Sending;
  onClose: () => void;
}) {
  const { plan, outcomes, reactivated } = sending;
  const kept = useMailsKept(space.slug);
  const tally = tallyOf(sending);
  const summary = useRef<HTMLParagraphElement>(null);
  useEffect(() => summary.current?.focus(), []);
  const rows = outcomes.map((outcome, i) => {
    const row = plan.rows[i];
    return { outcome, row, words: outcomeWords(outcome, row?.inviteOn) };
  });
  const file = () =>
    download(`invited-${space.slug}.csv`, [
      csvLine(['email', 'first_name', 'last_name', 'outcome', 'reason']),
      ...rows.map(({ outcome, row, words }) => {
        const what = outcome.status === 'refused' ? ['refused', words] : [words, ''];
        return csvLine([outcome.email, row?.firstName ?? '', row?.lastName ?? '', ...what]);
      }),
    ]);
  return (
    <Stack gap="md">
      <div>
        <Text ref={summary} tabIndex={-1} fw={600} role="status" className={classes.summary}>
          {summaryOf(sending)}
        </Text>
        <Text c="dimmed">
          {tally.invited > 0 &&
            (kept
              ? 'No mail server is set: the e-mails are kept in the Outbox and not sent. '
              : 'Each gets one e-mail with one button. ')}
          {tally.waiting > 0 &&
            `${tally.waiting === 1 ? 'Who waits is' : 'Those who wait are'} invited by themselves, in order, as seats come free.`}
        </Text>
      </div>
      {rows.length > 0 && <OutcomeList rows={rows} />}
      {reactivated !== undefined && reactivated.refused.length > 0 && (
        <Text c="var(--usher-warn)">
          {plural(reactivated.refused.length, 'user')} not reactivated:{' '}
          {refusalWords(reactivated.refused[0]?.code)}.
        </Text>
      )}
      <Group justify="space-between">
        <Button variant="subtle" size="compact-md" ml={-8} onClick={file}>
          Download the result{rows.length > 1 && ` of ${count(rows.length)}`}
        </Button>
        <Group gap={8} ml="auto">
          <Button variant="default" onClick={onSingleClick(() => forgetSending(space.slug))}>
            Invite more
          </Button>
          <Button onClick={onSingleClick(onClose)}>Done</Button>
        </Group>
      </Group>
    </Stack>
  );
}
