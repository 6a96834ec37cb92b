import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { When } from '../../ui/when';
import { AccountSection } from './account-section';
import classes from './account-screen.module.css';
import type { AccountPage } from './account-query';
import { passkeysWork } from './passkey-calls';

const AddPasskey = lazy(() => import('./add-passkey'));
const ChangePasskey = lazy(() => import('./change-passkey'));

export type Passkey = AccountPage['passkeys'][number];

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The passkeys of an account: added, named, removed. */
export function Passkeys({ passkeys }: Pick<AccountPage, 'passkeys'>) {
  const [opened, setOpened] = useState<'add' | { deed: 'rename' | 'remove'; passkey: Passkey }>();
  const close = () => setOpened(undefined);
  return (
    <AccountSection
      title="Passkeys"
      about="Sign in by your fingerprint, face or the lock of your device. A passkey stands for password and second factor."
    >
      {passkeys.length > 0 && (
        <ul className={classes.rows}>
          {passkeys.map((passkey) => (
            <li key={passkey.id} className={classes.row}>
              <div className={classes.grow}>
                <Text truncate title={passkey.name}>
                  {passkey.name}
                </Text>
                <Text size="xs" c="dimmed">
                  Added <When at={passkey.createdAt} timeZone={zone} />
                </Text>
              </div>
              <Button
                size="compact-md"
                variant="default"
                aria-label={`Rename ${passkey.name}`}
                onClick={() => setOpened({ deed: 'rename', passkey })}
              >
                Rename
              </Button>
              <Button
                size="compact-md"
                variant="default"
                c="var(--usher-bad)"
                aria-label={`Remove ${passkey.name}`}
                onClick={() => setOpened({ deed: 'remove', passkey })}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? (
        <Button mt={passkeys.length > 0 ? 'md' : 0} variant="default" onClick={() => setOpened('add')}>
          Add a passkey
        </Button>
      ) : (
        <Text c="dimmed" mt={passkeys.length > 0 ? 'md' : 0}>
          This browser cannot make one at this address. Passkeys need https, or localhost.
        </Text>
      )}
      {opened !== undefined && (
        <Suspense fallback={null}>
          {opened === 'add' ? <AddPasskey onClose={close} /> : <ChangePasskey {...opened} onClose={close} />}
        </Suspense>
      )}
    </AccountSection>
  );
}
