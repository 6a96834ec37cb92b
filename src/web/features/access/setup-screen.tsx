import {
  Alert,
  Button,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { problemText } from '../../api/problem';
import { useSession } from '../../api/session';
import { CentrePage } from '../../ui/centre-page';
import { zonesWith } from '../../ui/zones';
import { DemoOffer } from './demo-offer';
import { startOf, useEnter } from './enter';
import { currencies, faultsOf, requestOf, type SetUpForm } from './setup-form';

const start: SetUpForm = {
  spaceName: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'GBP',
  price: 40,
  seats: 30,
  ownerName: '',
  ownerEmail: '',
  password: '',
  setupCode: '',
};

/** First launch: makes the space and its Owner, who goes straight to the Users page. */
export function SetupScreen() {
  const { setupCodeRequired } = useSession();
  const [form, setForm] = useState(start);
  const [tried, setTried] = useState(false);
  const enter = useEnter();
  const make = useMutation({
    mutationFn: () => post<{ space: { slug: string } }>('/api/v1/setup', requestOf(form)),
    onSuccess: ({ space }) => enter(startOf(space, 'owner')),
  });
  const faults = faultsOf(form, setupCodeRequired);
  const set = <K extends keyof SetUpForm>(key: K, value: SetUpForm[K]) => {
    if (make.isError) make.reset();
    setForm((old) => ({ ...old, [key]: value }));
  };
  const text = (key: 'spaceName' | 'ownerName' | 'ownerEmail' | 'password' | 'setupCode') => ({
    value: form[key],
    error: tried && faults[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      set(key, event.currentTarget.value);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) make.mutate();
  };

  return (
    <CentrePage
      wide
      title="Make your learning space"
      lead="Nobody has used this Usher yet. Name the space, say how many seats it begins with, and you are its Owner."
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput label="Name of the organisation" autoFocus {...text('spaceName')} />
          <Select
            label="Time zone"
            searchable
            allowDeselect={false}
            data={zonesWith(form.timeZone)}
            value={form.timeZone}
            onChange={(value) => {
              if (value) set('timeZone', value);
            }}
          />
          <Group wrap="nowrap" align="flex-start">
            <Select
              label="Currency"
              w={120}
              searchable
              allowDeselect={false}
              data={currencies}
              value={form.currency}
              onChange={(value) => {
                if (value) set('currency', value);
              }}
            />
            <NumberInput
              label="Price per seat and year"
              flex={1}
              clampBehavior="none"
              decimalScale={2}
              value={form.price}
              error={tried && faults.price}
              onChange={(value) => {
                set('price', value);
              }}
            />
          </Group>
          <NumberInput
            label="Seats to begin with"
            description="One of them is yours. More can be added at any time."
            clampBehavior="none"
            value={form.seats}
            error={tried && faults.seats}
            onChange={(value) => {
              set('seats', value);
            }}
          />
          <Title order={2} size="h4" mt="sm">
            You, the Owner
          </Title>
          <TextInput label="Your name" autoComplete="name" {...text('ownerName')} />
          <TextInput label="Your e-mail" type="email" autoComplete="username" {...text('ownerEmail')} />
          <PasswordInput
            label="Choose a password"
            description="At least 10 characters."
            autoComplete="new-password"
            {...text('password')}
          />
          {setupCodeRequired && (
            <TextInput
              label="Set-up code"
              description="The server printed it when it started."
              autoComplete="off"
              {...text('setupCode')}
            />
          )}
          {make.isError && (
            <Alert color="red" title="Nothing was made">
              {problemText(make.error)} What you typed is still here.
            </Alert>
          )}
          <Button type="submit" loading={make.isPending}>
            Make the space
          </Button>
          <DemoOffer setupCode={form.setupCode} codeRequired={setupCodeRequired} />
        </Stack>
      </form>
    </CentrePage>
  );
}
