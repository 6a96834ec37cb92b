import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type SpaceContext, useSession } from '../../api/session';
import classes from './side-bar.module.css';

/** The name of the space; where there are several, a menu of them. */
export function SpaceSwitcher({ space }: { space: SpaceContext }) {
  const { spaces } = useSession();
  const navigate = useNavigate();
  if (spaces.length < 2) {
    return (
      <div className={classes.opener}>
        <strong className={`cut ${classes.grow}`}>{space.name}</strong>
      </div>
    );
  }
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.opener} aria-label={`Space: ${space.name}. Change space`}>
          <strong className={`cut ${classes.grow}`}>{space.name}</strong>
          <IconSelector size={16} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {spaces.map((other) => (
          <Menu.Item
            key={other.id}
            rightSection={other.id === space.id ? <IconCheck size={16} aria-label="here now" /> : null}
            onClick={() =>
              void navigate({
                to: other.role === 'member' ? '/s/$slug/me' : '/s/$slug/users',
                params: { slug: other.slug },
              })
            }
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
