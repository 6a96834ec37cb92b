import { Modal } from '@mantine/core';
import type { SpaceContext } from '../../api/session';
import { useFocusBack } from '../../ui/use-focus-back';
import { AddSeatsForm } from './add-seats-form';
import { SeatsAdded } from './seats-added';
import { useSeatOrder } from './use-seat-order';

interface Props {
  space: SpaceContext;
  opened: boolean;
  onClose: () => void;
  initialSeats?: number | undefined;
  /** The way straight on to inviting, from the confirmation. */
  onInvite: () => void;
}

/** Price first, then one order, then what it came to. */
export function AddSeatsDialog({ space, opened, onClose, initialSeats, onInvite }: Props) {
  const order = useSeatOrder(space);
  useFocusBack();
  return (
    <Modal opened={opened} onClose={onClose} title={order.answer ? 'Seats added' : 'Add Seats'} size="lg">
      {order.answer ? (
        <SeatsAdded space={space} answer={order.answer} onClose={onClose} onInvite={onInvite} />
      ) : (
        <AddSeatsForm space={space} order={order} initialSeats={initialSeats} onClose={onClose} />
      )}
    </Modal>
  );
}
