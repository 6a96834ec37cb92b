import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { plural } from '../../ui/words';
import { AccountSection } from './account-section';
import type { AccountPage } from './account-query';

const dialogs = {
  switchOn: lazy(() => import('./second-factor-on')),
  switchOff: lazy(() => import('./second-factor-off')),
  newCodes: lazy(() => import('./new-codes')),
};

/** The second factor: off, or on with so many recovery codes left. */
export function SecondFactor({ on, recoveryCodesLeft }: AccountPage['secondFactor']) {
  const [opened, setOpened] = useState<keyof typeof dialogs>();
  const Dialog = opened === undefined ? undefined : dialogs[opened];
  return (
    <AccountSection
      title="Second factor"
      about="A code from an authenticator app beside the password, so that the password alone opens nothing."
    >
      {on ? (
        <>
          <Text>On, with an authenticator app.</Text>
          <Text c={recoveryCodesLeft < 3 ? 'var(--usher-warn)' : 'dimmed'} mb="md">
            {recoveryCodesLeft === 0
              ? 'No recovery codes are left. Make new ones before you need them.'
              : `${plural(recoveryCodesLeft, 'recovery code')} left.`}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpened('newCodes')}>
              Make new recovery codes
            </Button>
            <Button variant="default" c="var(--usher-bad)" onClick={() => setOpened('switchOff')}>
              Switch off
            </Button>
          </Group>
        </>
      ) : (
        <>
          <Text mb="md">Off. Signing in asks for the password alone.</Text>
          <Button variant="default" onClick={() => setOpened('switchOn')}>
            Set up a second factor
          </Button>
        </>
      )}
      {Dialog && (
        <Suspense fallback={null}>
          <Dialog onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </AccountSection>
  );
}
