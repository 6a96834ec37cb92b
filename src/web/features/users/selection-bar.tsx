import { ActionBar, Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { count, plural } from '../../ui/words';
import classes from './selection-bar.module.css';
import { applies, type Deed } from './deeds';
import type { Selection } from './use-selection';

const deeds: { label: string; deed: Deed }[] = [
  { label: 'Resend invitation', deed: { name: 'resend' } },
  { label: 'Deactivate', deed: { name: 'deactivate' } },
  { label: 'Reactivate', deed: { name: 'reactivate' } },
  { label: 'Make Admin', deed: { name: 'set_role', role: 'admin' } },
  { label: 'Make Member', deed: { name: 'set_role', role: 'member' } },
  { label: 'Delete', deed: { name: 'delete' } },
];

interface Props {
  space: SpaceContext;
  selection: Selection;
  loaded: User[];
  /** Everybody whom the filter matches. */
  matching: number;
  onDeed: (deed: Deed) => void;
}

/** Comes up from below when rows are chosen: how many, and what can be done to them. */
export function SelectionBar({ space, selection, loaded, matching, onDeed }: Props) {
  const chosen = selection.all ? matching : selection.ids.size;
  const users = loaded.filter(({ id }) => selection.ids.has(id));
  // Of those on pages not loaded nothing is known here: the dialog tells to how many a deed applies.
  const unknown = selection.all || users.length < selection.ids.size;
  const fitting = deeds.filter(({ deed }) => unknown || users.some((user) => applies(deed, user, space)));
  return (
    // Within the page's main part rather than a portal, so that a screen reader finds it there.
    <ActionBar
      opened={chosen > 0}
      onClose={selection.clear}
      withinPortal={false}
      aria-label="Actions for those chosen"
    >
      <div className={classes.bar}>
        <Text fw={600} role="status" className="tabular">
          {plural(chosen, 'user')} chosen
        </Text>
        {!selection.all && chosen < matching && (
          <Button variant="subtle" size="compact-sm" onClick={selection.chooseAll}>
            Choose all {count(matching)} that match
          </Button>
        )}
        <Menu position="top-end">
          <Menu.Target>
            <Button size="compact-md" rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden />}>
              Actions
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {fitting.map(({ label, deed }) => (
              <Menu.Item
                key={label}
                color={deed.name === 'delete' ? 'var(--usher-bad)' : undefined}
                onClick={() => onDeed(deed)}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" size="compact-md" onClick={selection.clear}>
          Clear
        </Button>
      </div>
    </ActionBar>
  );
}
