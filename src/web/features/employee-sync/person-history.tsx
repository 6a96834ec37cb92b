import { Drawer, Stack, Text } from '@mantine/core';
import type { SpaceContext } from '../../api/session';
import { TextLink } from '../../ui/link';
import { useFocusBack } from '../../ui/use-focus-back';
import type { RunPerson } from './read-sync';
import { RunsOfPerson } from './runs-of-person';

/** What every run had to say of one person, newest first. */
export function PersonHistory({
  space,
  person,
  onClose,
}: {
  space: SpaceContext;
  person: RunPerson;
  onClose: () => void;
}) {
  useFocusBack();
  const { slug } = space;
  const who = {
    ...(person.userId !== null && { userId: person.userId }),
    ...(person.employeeId !== null && { employeeId: person.employeeId }),
  };
  const name = `${person.firstName} ${person.lastName}`.trim() || person.email;
  return (
    <Drawer opened onClose={onClose} position="right" title={`${name} across runs`} size={480} padding="lg">
      <Stack>
        {person.email !== '' && person.email !== name && (
          <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {person.email}
          </Text>
        )}
        {person.userId !== null && (
          <TextLink to="/s/$slug/users" params={{ slug }} search={{ user: person.userId }}>
            Open this User
          </TextLink>
        )}
        <RunsOfPerson space={space} who={who} />
      </Stack>
    </Drawer>
  );
}
