import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout, IconSelector, IconShieldLock } from '@tabler/icons-react';
import { MenuLink } from '../../ui/link';
import { useSession } from '../../api/session';
import classes from './side-bar.module.css';
import { useSignOut } from './sign-out';

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** The person signed in: their account, light or dark, sign out. */
export function AccountMenu() {
  const { account } = useSession();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (account === null) return null;
  const name = account.name === '' ? account.email : account.name;
  return (
    <Menu width="target" position="top-start">
      <Menu.Target>
        <UnstyledButton className={classes.opener} aria-label={`Account of ${name}`}>
          <span className={classes.grow}>
            <Text size="sm" truncate>
              {name}
            </Text>
          </span>
          <IconSelector size={16} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="xs" truncate>
            {account.email}
          </Text>
        </Menu.Label>
        <MenuLink to="/account" leftSection={<IconShieldLock size={16} stroke={1.5} aria-hidden />}>
          Your account
        </MenuLink>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label }) => (
          <Menu.Item
            key={value}
            closeMenuOnClick={false}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => {
              setColorScheme(value);
            }}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={signOut} leftSection={<IconLogout size={16} stroke={1.5} aria-hidden />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
