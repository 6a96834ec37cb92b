import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { SpaceContext } from '../../api/session';
import { inWords, money, plural } from '../../ui/words';
import { useMailsKept } from '../settings/read-mail-settings';
import { addedWords } from './price-words';
import { invoicePdf, type OrderAnswer } from './read-charging';

/** What really became of the order: seats, invoice, whom the e-mail went to, and the way on. */
export function SeatsAdded({
  space,
  answer,
  onClose,
  onInvite,
}: {
  space: SpaceContext;
  answer: OrderAnswer;
  onClose: () => void;
  onInvite: () => void;
}) {
  const { order, mailed } = answer;
  const kept = useMailsKept(space.slug);
  const invite = useRef<HTMLButtonElement>(null);
  useEffect(() => invite.current?.focus(), []);
  return (
    <Stack>
      <Text role="status" fw={600}>
        {addedWords(answer)}
      </Text>
      <Text>
        <Anchor
          href={invoicePdf(space.slug, order.invoice.id)}
          target="_blank"
          rel="noopener"
          underline="always"
        >
          Invoice {order.invoice.number} (PDF)
        </Anchor>{' '}
        for {money(order.total, order.currency)}
        {order.purchaseOrder === null ? '' : `, purchase order ${order.purchaseOrder}`}.
        {!kept && ' It is mailed to the billing contact.'}
      </Text>
      <Text c="dimmed">
        {mailedWords(mailed)}
        {kept && ' No mail server is set: it is kept in the Outbox and not sent.'}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button ref={invite} onClick={onInvite}>
          Invite users
        </Button>
      </Group>
    </Stack>
  );
}

function mailedWords(mailed: OrderAnswer['mailed']): string {
  const [first] = mailed;
  if (first === undefined) return 'No Admin is active yet, so nobody was told by e-mail.';
  const names = mailed.map(({ name, email }) => (name === email ? email : `${name} (${email})`));
  if (names.length <= 5) return `E-mail to ${inWords(names)}.`;
  const more = plural(names.length - 4, 'other Admin');
  return `E-mail to ${inWords([...names.slice(0, 4), more])}.`;
}
