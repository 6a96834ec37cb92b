import { Modal, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import type { SpaceContext } from '../../api/session';
import { useFocusBack } from '../../ui/use-focus-back';
import { MailsKept } from '../settings/mails-kept';
import { useDraft, type Way } from './draft';
import { InvitePeople } from './invite-people';
import { forgetSending, useSending, watchSending } from './send-invites';
import { OpenLinkPanel } from './open-link-panel';
import { SendingView } from './sending-view';

interface Props {
  space: SpaceContext;
  opened: boolean;
  onClose: () => void;
  /** The way to more seats; what was typed is here again afterwards. */
  onAddSeats: (seats: number) => void;
}

/** Invites people by e-mail, by file, or by one link for many. Nothing typed is lost when it is closed. */
export function InviteDialog({ space, opened, onClose, onAddSeats }: Props) {
  const [draft, change] = useDraft(space.slug);
  const sending = useSending(space.slug);
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  useFocusBack();
  useEffect(() => watchSending(space.slug), [space.slug]);
  const close = () => {
    if (sending?.state === 'over') forgetSending(space.slug);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Invite users"
      size={760}
      fullScreen={phone}
      // It shrinks when sending begins, and the second of a double click falls beside it.
      closeOnClickOutside={false}
    >
      {sending === undefined && <MailsKept slug={space.slug} mb="md" />}
      {sending === undefined ? (
        <Tabs value={draft.way} onChange={(way) => change({ way: way as Way })} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="email">By e-mail</Tabs.Tab>
            <Tabs.Tab value="csv">CSV file</Tabs.Tab>
            <Tabs.Tab value="link">Open link</Tabs.Tab>
          </Tabs.List>
          {(['email', 'csv'] as const).map((way) => (
            <Tabs.Panel key={way} value={way}>
              <InvitePeople
                space={space}
                draft={draft}
                change={change}
                onClose={close}
                onAddSeats={onAddSeats}
              />
            </Tabs.Panel>
          ))}
          <Tabs.Panel value="link">
            <OpenLinkPanel space={space} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <SendingView space={space} sending={sending} onClose={close} onAddSeats={onAddSeats} />
      )}
    </Modal>
  );
}
