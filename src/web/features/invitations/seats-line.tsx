import { Alert, Checkbox, Text } from '@mantine/core';
import type { Seats } from '../../api/types';
import { count, plural } from '../../ui/words';
import { dayWords } from './outcome-words';
import type { Plan } from './plan-invites';

/** How many seats it takes, and how many remain; before anything is sent. */
export function SeatsLine({ plan, seats, inviteOn }: { plan: Plan; seats: Seats; inviteOn: string }) {
  const { needed, scheduled } = plan;
  const left = seats.available - needed;
  const later =
    scheduled > 0 &&
    ` ${plural(scheduled, 'invitation')} ${scheduled === 1 ? 'takes its seat' : 'take their seats'} ${
      inviteOn === '' ? 'on their day' : `on ${dayWords(inviteOn)}`
    }; without a free one then, they wait.`;
  return (
    <Text role="status" c={left < 0 ? 'var(--usher-warn)' : undefined} className="tabular">
      {needed + scheduled === 0
        ? `${plural(seats.available, 'seat')} available.`
        : needed === 0
          ? `Takes no seat today. ${plural(seats.available, 'seat')} available.`
          : left >= 0
            ? `Takes ${plural(needed, 'seat')} of ${count(seats.available)} available; ${remain(left)}.`
            : `Takes ${plural(needed, 'seat')}, and ${isAre(seats.available)} available: ${count(-left)} too few.`}
      {later}
    </Text>
  );
}

const remain = (n: number): string => (n === 1 ? '1 remains' : `${count(n)} remain`);
const isAre = (n: number): string => (n === 1 ? '1 is' : `${count(n)} are`);

/** People who were deactivated are not invited anew: they can be reactivated along with the others. */
export function Returning({
  number,
  checked,
  onChange,
}: {
  number: number;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <Alert variant="light" color="yellow">
      <Checkbox
        label={
          number === 1
            ? 'One of them was deactivated. Reactivate them, with their history.'
            : `${count(number)} of them were deactivated. Reactivate them, with their history.`
        }
        description="Those who had claimed are Active at once; the others get a fresh link. Each takes a seat."
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Alert>
  );
}
