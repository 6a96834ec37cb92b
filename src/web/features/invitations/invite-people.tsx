import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { problemText } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import { plural } from '../../ui/words';
import { seatsQuery } from '../users/read-users';
import { AddressBox } from './address-box';
import { CsvBox } from './csv-box';
import type { Draft } from './draft';
import classes from './invite-dialog.module.css';
import { InviteOptions } from './invite-options';
import { countVerdicts } from './judge-people';
import { PeopleList } from './people-list';
import { planInvites, todayIn } from './plan-invites';
import { Returning, SeatsLine } from './seats-line';
import { startSending } from './send-invites';
import { Shortage } from './shortage';
import { usePeople } from './use-people';

interface Props {
  space: SpaceContext;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  onClose: () => void;
  onAddSeats: (seats: number) => void;
}

/** By e-mail or by file: who, how, what it takes of the seats; then one button. */
export function InvitePeople({ space, draft, change, onClose, onAddSeats }: Props) {
  const { judged, asking, error, correct, remove } = usePeople(space.slug, draft, change);
  const seats = useQuery(seatsQuery(space.slug, {}));
  const [short, setShort] = useState(false);
  const counts = countVerdicts(judged);
  const today = todayIn(space.timeZone);
  const plan = planInvites(judged, draft, today);
  const going = plan.rows.length + plan.returning.length;
  const available = seats.data?.available;
  const ready =
    going > 0 && !asking && available !== undefined && (draft.inviteOn === '' || draft.inviteOn >= today);

  const send = (whenFull: 'refuse' | 'wait') =>
    startSending(space.slug, plan, { message: draft.message, whenFull });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready) return;
    if (plan.needed > available) setShort(true);
    else send('refuse');
  };

  if (short && available !== undefined && plan.needed > available) {
    return (
      <Shortage
        needed={plan.needed}
        available={available}
        waiting={seats.data?.waiting ?? 0}
        onAddSeats={onAddSeats}
        onLetWait={() => send('wait')}
        onBack={() => setShort(false)}
      />
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {draft.way === 'email' ? (
          <AddressBox value={draft.text} onChange={(text) => change({ text })} />
        ) : (
          <CsvBox file={draft.file} change={change} />
        )}
        {judged.length > 0 && <PeopleList judged={judged} onChange={correct} onRemove={remove} />}
        {counts.returning > 0 && (
          <Returning
            number={counts.returning}
            checked={draft.reactivate}
            onChange={(reactivate) => change({ reactivate })}
          />
        )}
        <InviteOptions space={space} draft={draft} change={change} />
        {error !== null && (
          <Alert color="yellow" title="Who is here already could not be looked up">
            {problemText(error)} You can invite all the same: nobody is invited twice.
          </Alert>
        )}
        <div className={classes.foot}>
          {seats.data ? (
            <SeatsLine plan={plan} seats={seats.data} inviteOn={draft.inviteOn} />
          ) : (
            <Skeleton height={20} maw={280} />
          )}
          <Group gap={8} wrap="nowrap">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!ready}>
              {buttonWords(going, plan.scheduled)}
            </Button>
          </Group>
        </div>
      </Stack>
    </form>
  );
}

const buttonWords = (going: number, scheduled: number): string => {
  if (going === 0) return 'Invite users';
  return scheduled === going ? `Schedule ${plural(going, 'invitation')}` : `Invite ${plural(going, 'user')}`;
};
