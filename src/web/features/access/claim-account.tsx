import { Anchor, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { problemText } from '../../api/problem';
import { TextLink } from '../../ui/link';
import { PasskeyTrouble, passkeysWork, signInByPasskey } from './passkey-calls';

/** Other ways for who has an account already: a passkey, or a new password. */
export function AccountHolder({ email, readAgain }: { email: string; readAgain: () => Promise<boolean> }) {
  const passkey = useMutation({
    mutationFn: async () => {
      await signInByPasskey();
      if (!(await readAgain())) throw new PasskeyTrouble('That passkey belongs to another account.');
    },
  });
  return (
    <>
      <Group mt="md" gap="lg">
        <TextLink to="/forgotten" search={{ email }}>
          Forgotten your password?
        </TextLink>
        {passkeysWork() && (
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              passkey.mutate();
            }}
          >
            Use a passkey
          </Anchor>
        )}
      </Group>
      {passkey.isError && (
        <Text mt="md" c="var(--usher-bad)" role="alert">
          {passkey.error instanceof PasskeyTrouble ? passkey.error.message : problemText(passkey.error)}
        </Text>
      )}
    </>
  );
}
