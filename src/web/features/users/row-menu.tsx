import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { applies, type Deed, type DeedOnOne } from './deeds';
import { nameOf } from './users-words';

const ordinary: { label: string; deed: Deed }[] = [
  { label: 'Resend invitation', deed: { name: 'resend' } },
  { label: 'Reactivate', deed: { name: 'reactivate' } },
  { label: 'Make Admin', deed: { name: 'set_role', role: 'admin' } },
  { label: 'Make Member', deed: { name: 'set_role', role: 'member' } },
];

const grave: { label: string; deed: Deed }[] = [
  { label: 'Deactivate', deed: { name: 'deactivate' } },
  { label: 'Delete', deed: { name: 'delete' } },
];

interface Props {
  user: User;
  me: SpaceContext;
  onDeed: (deed: DeedOnOne) => void;
}

/** What can be done to one User; what does not apply is not there. */
export function RowMenu({ user, me, onDeed }: Props) {
  const fitting = (items: { label: string; deed: Deed }[]) =>
    items.filter(({ deed }) => applies(deed, user, me));
  const bad = fitting(grave);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${nameOf(user)}`}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {fitting(ordinary).map(({ label, deed }) => (
          <Menu.Item key={label} onClick={() => onDeed({ ...deed, user })}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onDeed({ name: 'edit', user })}>Edit details</Menu.Item>
        {bad.length > 0 && <Menu.Divider />}
        {bad.map(({ label, deed }) => (
          <Menu.Item
            key={label}
            color={deed.name === 'delete' ? 'var(--usher-bad)' : undefined}
            onClick={() => onDeed({ ...deed, user })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
