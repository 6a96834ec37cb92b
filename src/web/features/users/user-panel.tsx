import { Drawer, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { isProblem } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import type { UserDetail } from '../../api/types';
import { Empty } from '../../ui/empty';
import { Trouble } from '../../ui/trouble';
import { useFocusBack } from '../../ui/use-focus-back';
import type { DeedOnOne } from './deeds';
import { Events } from './events';
import { PanelFacts } from './panel-facts';
import { PanelHistory } from './panel-history';
import { PanelState } from './panel-state';
import { userQuery } from './read-users';
import { storyWords } from './story-words';
import { nameOf } from './users-words';

const ProvisioningStory = lazy(async () => ({
  default: (await import('../scim/provisioning-story')).ProvisioningStory,
}));
const EmployeeData = lazy(async () => ({
  default: (await import('../employee-sync/employee-data')).EmployeeData,
}));

interface Props {
  space: SpaceContext;
  id: string;
  /** True while something stands over the panel, which Esc closes first. */
  covered: boolean;
  onClose: () => void;
  onDeed: (deed: DeedOnOne) => void;
}

/** One User in a side panel: what they hold, their invitation's story, their history, the actions. */
export function UserPanel({ space, id, covered, onClose, onDeed }: Props) {
  useFocusBack();
  const user = useQuery(userQuery(space.slug, id));
  const title = user.data === undefined ? 'User' : nameOf(user.data);
  const gone = isProblem(user.error, 'not_found');
  return (
    <Drawer opened onClose={onClose} title={title} size={440} padding="lg" closeOnEscape={!covered}>
      {gone && <Empty title="This user is no longer here">They may have been deleted meanwhile.</Empty>}
      {user.isError && !gone && user.data === undefined && (
        <Trouble what="This user" error={user.error} onRetry={() => void user.refetch()} />
      )}
      {user.isPending && <Skeleton h={240} />}
      {user.data !== undefined && !gone && <Content space={space} user={user.data} onDeed={onDeed} />}
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
  return (
    <Stack gap="lg">
      <PanelState space={space} user={user} onDeed={onDeed} />
      <PanelFacts user={user} timeZone={timeZone} />
      {user.invitation !== null && (
        <section aria-label="Invitation">
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
      {(user.sourceName !== null || user.sourceLastSeenAt !== null) && (
        <Suspense fallback={<Skeleton h={88} />}>
          <EmployeeData space={space} user={user} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <ProvisioningStory space={space} userId={user.id} owned={user.source === 'scim'} />
      </Suspense>
      <section aria-label="History">
        <Title order={2} mb={8}>
          History
        </Title>
        <PanelHistory space={space} id={user.id} />
      </section>
    </Stack>
  );
}
