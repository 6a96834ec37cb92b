import { Progress } from '@mantine/core';
import { count } from '../../ui/words';

/** The thin bar of taken and free. Full is said in words on the next card, not by colour alone. */
export function SeatsBar({ total, taken }: { total: number; taken: number }) {
  const share = total === 0 ? 0 : (taken / total) * 100;
  return (
    <Progress
      value={share}
      size={4}
      color={taken >= total ? 'orange' : 'accent'}
      aria-label={`${count(taken)} of ${count(total)} seats taken`}
    />
  );
}
