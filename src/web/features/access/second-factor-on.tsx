import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/http';
import { problemText } from '../../api/problem';
import { useReadAgain } from './account-query';
import { PasswordStep } from './password-step';
import classes from './qr-code.module.css';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

interface Begun {
  totpURI: string;
  backupCodes: string[];
}

/** Password, then the QR code and a code from the app, then the recovery codes. Until the code was right nothing is on. */
export default function SecondFactorOn({ onClose }: { onClose: () => void }) {
  const readAgain = useReadAgain();
  const begin = useMutation({
    mutationFn: (password: string) => post<Begun>('/api/auth/two-factor/enable', { password }),
  });
  const confirm = useMutation({
    mutationFn: (code: string) => post('/api/auth/two-factor/verify-totp', { code }),
    onSuccess: readAgain,
  });
  if (confirm.isSuccess && begin.data) {
    return <RecoveryCodes title="The second factor is on" codes={begin.data.backupCodes} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title="Set up a second factor">
      {begin.data ? (
        <Confirm
          uri={begin.data.totpURI}
          busy={confirm.isPending}
          error={confirm.error}
          onCode={confirm.mutate}
          onCancel={onClose}
        />
      ) : (
        <PasswordStep
          button="Go on"
          busy={begin.isPending}
          error={begin.error}
          onPassword={begin.mutate}
          onCancel={onClose}
        >
          You need an authenticator app on your phone or computer. First, show that it is you.
        </PasswordStep>
      )}
    </Modal>
  );
}

function Confirm({
  uri,
  busy,
  error,
  onCode,
  onCancel,
}: {
  uri: string;
  busy: boolean;
  error: Error | null;
  onCode: (code: string) => void;
  onCancel: () => void;
}) {
  const [code, setCode] = useState('');
  const typed = code.replace(/\s/g, '');
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{6}$/.test(typed)) onCode(typed);
      }}
    >
      <Stack>
        <Text>Scan this with your authenticator app, then type the six digits it shows.</Text>
        <QrCode text={uri} label="QR code for the authenticator app" />
        <div>
          <Text size="xs" c="dimmed">
            Cannot scan it? Type this key into the app:
          </Text>
          <Code block className={classes.key} aria-label="Key to type by hand">
            {key.match(/.{1,4}/g)?.join(' ')}
          </Code>
        </div>
        <TextInput
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          error={error !== null && problemText(error)}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={!/^\d{6}$/.test(typed)}>
            Switch on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
