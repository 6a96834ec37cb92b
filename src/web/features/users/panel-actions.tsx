import { Button, Group } from '@mantine/core';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { applies, type Deed, type DeedOnOne } from './deeds';

const deeds: { label: string; deed: Deed; red?: boolean }[] = [
  { label: 'Resend invitation', deed: { name: 'resend' } },
  { label: 'Reactivate', deed: { name: 'reactivate' } },
  { label: 'Deactivate', deed: { name: 'deactivate' } },
  { label: 'Delete', deed: { name: 'delete' }, red: true },
];

interface Props {
  user: User;
  me: SpaceContext;
  onDeed: (deed: DeedOnOne) => void;
}

export function PanelActions({ user, me, onDeed }: Props) {
  return (
    <Group gap="xs" mt={8}>
      {deeds
        .filter(({ deed }) => applies(deed, user, me))
        .map(({ label, deed, red }) => (
          <Button
            key={label}
            size="compact-md"
            variant="default"
            c={red === true ? 'var(--usher-bad)' : undefined}
            onClick={() => onDeed({ ...deed, user })}
          >
            {label}
          </Button>
        ))}
      <Button size="compact-md" variant="default" onClick={() => onDeed({ name: 'edit', user })}>
        Edit details
      </Button>
    </Group>
  );
}
