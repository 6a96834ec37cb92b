import { Modal, Text } from '@mantine/core';
import type { SpaceContext } from '../../api/session';

interface Props {
  space: SpaceContext;
  opened: boolean;
  onClose: () => void;
  initialEmails?: string | undefined;
}

export function InviteDialog({ space, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Invite users">
      <Text>Nobody can be invited to {space.name} from here yet.</Text>
    </Modal>
  );
}
