import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';

const ways = {
  totp: {
    lead: 'Type the six digits that your authenticator app shows for Usher.',
    label: 'Code',
    address: '/api/auth/two-factor/verify-totp',
    other: 'Use a recovery code instead',
  },
  recovery: {
    lead: 'Type one of the recovery codes you kept. Each works once.',
    label: 'Recovery code',
    address: '/api/auth/two-factor/verify-backup-code',
    other: 'Use the authenticator app instead',
  },
} as const;

/** The second factor, after the password was right. */
export function SecondStep({ onDone }: { onDone: () => Promise<void> }) {
  const [way, setWay] = useState<keyof typeof ways>('totp');
  const [code, setCode] = useState('');
  const { lead, label, address, other } = ways[way];
  const typed = code.replace(/\s/g, '');
  const check = useMutation({ mutationFn: () => post(address, { code: typed }), onSuccess: onDone });
  const ready = way === 'totp' ? /^\d{6}$/.test(typed) : typed !== '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ready) check.mutate();
  };
  return (
    <CentrePage title="One more step" lead={lead}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            key={way}
            label={label}
            inputMode={way === 'totp' ? 'numeric' : 'text'}
            autoComplete={way === 'totp' ? 'one-time-code' : 'off'}
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={code}
            error={check.isError && problemText(check.error)}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              if (check.isError) check.reset();
            }}
          />
          <Button type="submit" loading={check.isPending || check.isSuccess} disabled={!ready}>
            Go on
          </Button>
          <Anchor
            component="button"
            type="button"
            ta="left"
            onClick={() => {
              setWay(way === 'totp' ? 'recovery' : 'totp');
              setCode('');
              check.reset();
            }}
          >
            {other}
          </Anchor>
        </Stack>
      </form>
    </CentrePage>
  );
}
