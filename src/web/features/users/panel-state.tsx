import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http';
import { type SpaceContext, spacePath } from '../../api/session';
import type { User, UserDetail } from '../../api/types';
import { exactTime } from '../../ui/dates';
import { notify, notifyTrouble } from '../../ui/notify';
import type { DeedOnOne } from './deeds';
import { PanelActions } from './panel-actions';
import classes from './panel.module.css';
import { spaceKey } from './read-users';
import { StatusCell } from './user-cells';
import { nameOf } from './users-words';

interface Props {
  space: SpaceContext;
  user: UserDetail;
  onDeed: (deed: DeedOnOne) => void;
}

/** The state of a User, what they hold, how they came to be so, and what can be done. */
export function PanelState({ space, user, onDeed }: Props) {
  const { timeZone } = space;
  const row = asRow(user);
  const holds = user.status === 'invited' || user.status === 'active';
  return (
    <Stack gap="xs">
      <StatusCell user={row} timeZone={timeZone} />
      <Text c="dimmed">
        {holds ? 'Holds 1 seat' : 'Holds no seat'}
        {row.invitation !== null && ` · ${linkWords(row.invitation, timeZone)}`}
      </Text>
      {user.deactivatedAt !== null && (
        <Text>
          Deactivated by {user.deactivatedBy ?? 'Usher'} on {exactTime(user.deactivatedAt, timeZone)}
          {user.deactivatedReason ? `: ${user.deactivatedReason}` : ''}
        </Text>
      )}
      {user.keptOutBy !== null && <KeptOut space={space} user={row} by={user.keptOutBy} />}
      <PanelActions user={row} me={space} onDeed={onDeed} />
    </Stack>
  );
}

/** The User as the list has them, whose invitation is its health alone. */
function asRow({ invitation, ...user }: UserDetail): User {
  if (invitation === null || user.status !== 'invited') return { ...user, invitation: null };
  const { state, expiresAt, expired } = invitation;
  return { ...user, invitation: { state, expiresAt, expired } };
}

const linkWords = ({ expired, expiresAt }: NonNullable<User['invitation']>, timeZone: string): string =>
  `link ${expired ? 'expired' : 'expires'} on ${exactTime(expiresAt, timeZone)}`;

/** That the employee data does not bring them back, and how to let it. */
function KeptOut({ space, user, by }: { space: SpaceContext; user: User; by: string }) {
  const client = useQueryClient();
  const lift = useMutation({
    mutationFn: () => post(spacePath(space.slug, `/users/${user.id}/lift-keep-out`)),
    onSuccess: () => notify(`${nameOf(user)} is no longer kept out`),
    onError: (error) => notifyTrouble('That could not be lifted', error),
    onSettled: () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) }),
  });
  return (
    <Group justify="space-between" wrap="nowrap" className={classes.note}>
      <Text>Kept out by {by}: the employee data does not bring them back.</Text>
      <Button size="compact-sm" variant="default" loading={lift.isPending} onClick={() => lift.mutate()}>
        Lift
      </Button>
    </Group>
  );
}
