import {
  IconArmchair,
  IconHelpCircle,
  IconMailForward,
  IconRefresh,
  IconSettings,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { isAdmin, type SpaceContext } from '../../api/session';
import { AccountMenu } from './account-menu';
import classes from './side-bar.module.css';
import { SpaceSwitcher } from './space-switcher';

const adminPages = [
  { to: '/s/$slug/users', label: 'Users', Icon: IconUsers },
  { to: '/s/$slug/seats', label: 'Seats', Icon: IconArmchair },
  { to: '/s/$slug/sync', label: 'Data sync', Icon: IconRefresh },
  { to: '/s/$slug/outbox', label: 'Outbox', Icon: IconMailForward },
  { to: '/s/$slug/settings', label: 'Settings', Icon: IconSettings },
  { to: '/s/$slug/help', label: 'Help', Icon: IconHelpCircle },
] as const;

const memberPages = [
  { to: '/s/$slug/me', label: 'Your page', Icon: IconUser },
  { to: '/s/$slug/help', label: 'Help', Icon: IconHelpCircle },
] as const;

export function SideBar({ space }: { space: SpaceContext }) {
  const pages = isAdmin(space) ? adminPages : memberPages;
  return (
    <nav aria-label="Main" className={classes.bar}>
      <SpaceSwitcher space={space} />
      <div className={classes.nav}>
        {pages.map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            params={{ slug: space.slug }}
            className={classes.link}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={18} stroke={1.5} aria-hidden />
            {label}
          </Link>
        ))}
      </div>
      <AccountMenu />
    </nav>
  );
}
