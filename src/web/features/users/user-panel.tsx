import { Badge, DataList, Drawer, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User, UserDetail } from '../../api/types';
import { exactTime } from '../../ui/dates';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import type { DeedOnOne } from './deeds';
import { userQuery } from './read-users';
import { StatusCell } from './user-cells';
import { PanelActions } from './panel-actions';
import { Events } from './events';
import { storyWords } from './story-words';
import { nameOf, roleWords, sourceWords } from './users-words';

const ProvisioningStory = lazy(async () => ({
  default: (await import('../scim/provisioning-story')).ProvisioningStory,
}));

interface Props {
  space: SpaceContext;
  id: string;
  onClose: () => void;
  onDeed: (deed: DeedOnOne) => void;
}

/** One User in a side panel: what they hold, their invitation's story, their history, the actions. */
export function UserPanel({ space, id, onClose, onDeed }: Props) {
  const user = useQuery(userQuery(space.slug, id));
  const title = user.data === undefined ? 'User' : nameOf(user.data);
  return (
    <Drawer opened onClose={onClose} title={title} size={440} padding="lg">
      {user.isError && <Trouble what="This user" error={user.error} onRetry={() => void user.refetch()} />}
      {user.isPending && <Skeleton h={240} />}
      {user.data !== undefined && <Content space={space} user={user.data} onDeed={onDeed} />}
    </Drawer>
  );
}

function Content({
  space,
  user,
  onDeed,
}: {
  space: SpaceContext;
  user: UserDetail;
  onDeed: Props['onDeed'];
}) {
  const { timeZone } = space;
  const row = asRow(user);
  const held = user.status === 'invited' || user.status === 'active' ? 'Holds 1 seat' : 'Holds no seat';
  const facts: [string, string | null][] = [
    ['E-mail', user.email],
    ['Role', roleWords[user.role]],
    ['Department', user.department],
    ['Location', user.location],
    ['Job title', user.jobTitle],
    ['Employee id', user.employeeId],
    ['Source', sourceWords[user.source]],
    ['Kept out by', user.keptOutBy],
  ];
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <StatusCell user={row} timeZone={timeZone} />
        <Text c="dimmed">
          {held}
          {user.role !== 'member' && (
            <Badge ml={8} size="sm" variant="default">
              {roleWords[user.role]}
            </Badge>
          )}
        </Text>
        {user.status === 'deactivated' && <Deactivated user={user} timeZone={timeZone} />}
        <PanelActions user={row} me={space} onDeed={onDeed} />
      </Stack>
      <DataList labelWidth={120} gap={8}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        <Time label="Invited" at={user.invitedAt} timeZone={timeZone} />
        <Time label="First signed in" at={user.joinedAt} timeZone={timeZone} />
        <Time label="Last activity" at={user.lastActivityAt} timeZone={timeZone} />
      </DataList>
      {user.invitation !== null && (
        <section>
          <Title order={2} mb={8}>
            Invitation
          </Title>
          <Events
            items={user.invitation.story
              .map((step, index) => ({ id: `${index} ${step.at}`, at: step.at, words: storyWords(step) }))
              .reverse()}
            timeZone={timeZone}
          />
        </section>
      )}
      {user.source === 'scim' && (
        <Suspense fallback={<Skeleton h={88} />}>
          <ProvisioningStory space={space} userId={user.id} />
        </Suspense>
      )}
      <section>
        <Title order={2} mb={8}>
          History
        </Title>
        <Events
          items={user.history.map(({ id, at, summary, actor }) => ({
            id,
            at,
            words: `${summary} · ${actor.name}`,
          }))}
          timeZone={timeZone}
        />
      </section>
    </Stack>
  );
}

/** The User as the list has them, whose invitation is its health alone. */
function asRow({ invitation, ...user }: UserDetail): User {
  if (invitation === null || user.status !== 'invited') return { ...user, invitation: null };
  const { state, expiresAt, expired } = invitation;
  return { ...user, invitation: { state, expiresAt, expired } };
}

function Deactivated({ user, timeZone }: { user: UserDetail; timeZone: string }) {
  const when = user.deactivatedAt === null ? '' : ` on ${exactTime(user.deactivatedAt, timeZone)}`;
  return (
    <Text>
      Deactivated by {user.deactivatedBy ?? 'Usher'}
      {when}
      {user.deactivatedReason ? `: ${user.deactivatedReason}` : ''}
    </Text>
  );
}

function Time({ label, at, timeZone }: { label: string; at: string | null; timeZone: string }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>
        <When at={at} timeZone={timeZone} none="Never" />
      </DataList.ItemValue>
    </DataList.Item>
  );
}
