import { Progress } from '@mantine/core';
import { count } from '../../ui/words';

interface Props {
  total: number;
  taken: number;
  /** Of those taken, how many a filter counts: the bar then sets them apart. */
  within?: number | undefined;
}

/** The thin bar of taken and free. Full is said in words on the next card, not by colour alone. */
export function SeatsBar({ total, taken, within = taken }: Props) {
  const share = (seats: number) => (total === 0 ? 0 : (seats / total) * 100);
  const label = within === taken ? '' : `, ${count(within)} of them within the filter`;
  return (
    <Progress.Root size={4} role="img" aria-label={`${count(taken)} of ${count(total)} seats taken${label}`}>
      <Progress.Section value={share(within)} color={taken >= total ? 'orange' : 'accent'} withAria={false} />
      <Progress.Section value={share(taken - within)} color="gray.5" withAria={false} />
    </Progress.Root>
  );
}
