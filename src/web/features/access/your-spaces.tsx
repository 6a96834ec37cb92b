import { Text } from '@mantine/core';
import { useSession } from '../../api/session';
import { TextLink } from '../../ui/link';
import { AccountSection } from './account-section';
import classes from './account-screen.module.css';

const roles = { owner: 'Owner', admin: 'Admin', member: 'Member' } as const;

/** The learning spaces one belongs to, each a way into it. */
export function YourSpaces() {
  const { spaces } = useSession();
  return (
    <AccountSection
      title="Learning spaces"
      about="One account serves for all of them. To leave one, ask an Admin there."
    >
      {spaces.length === 0 ? (
        <Text c="dimmed">You are in none at present. Open the link of your invitation, or ask an Admin.</Text>
      ) : (
        <ul className={classes.rows}>
          {spaces.map(({ id, slug, name, role }) => (
            <li key={id} className={classes.row}>
              <TextLink
                className={`cut ${classes.grow}`}
                to={role === 'member' ? '/s/$slug/me' : '/s/$slug/users'}
                params={{ slug }}
              >
                {name}
              </TextLink>
              <Text c="dimmed">{roles[role]}</Text>
            </li>
          ))}
        </ul>
      )}
    </AccountSection>
  );
}
