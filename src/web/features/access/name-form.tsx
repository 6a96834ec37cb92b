import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { patch } from '../../api/http';
import { problemText } from '../../api/problem';
import { AccountSection } from './account-section';
import { useReadAgain } from './account-query';

/** The name of the account; what a space calls its User is the space's. */
export function NameForm({ name }: { name: string }) {
  const [typed, setTyped] = useState(name);
  const readAgain = useReadAgain();
  const save = useMutation({
    mutationFn: () => patch<{ name: string }>('/api/v1/account', { name: typed.trim() }),
    onSuccess: async (saved) => {
      setTyped(saved.name);
      await readAgain();
    },
  });
  const changed = typed.trim() !== name;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (changed) save.mutate();
  };
  return (
    <AccountSection
      title="Name"
      about="Shown to you in Usher. What an organisation calls you on its Users page is its own."
    >
      <form onSubmit={submit}>
        <TextInput
          label="Your name"
          autoComplete="name"
          maxLength={200}
          value={typed}
          error={save.isError && problemText(save.error)}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            save.reset();
          }}
        />
        <Group mt="md">
          <Button type="submit" variant="default" loading={save.isPending} disabled={!changed}>
            Save name
          </Button>
          <Text role="status" c="dimmed">
            {save.isSuccess && !changed ? 'Saved' : ''}
          </Text>
        </Group>
      </form>
    </AccountSection>
  );
}
