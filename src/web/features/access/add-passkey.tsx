import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import { notify } from '../../ui/notify';
import { useReadAgain } from './account-query';
import { addPasskey, PasskeyTrouble } from './passkey-calls';

/** Names a passkey, then lets the browser make it. */
export default function AddPasskey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const readAgain = useReadAgain();
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim()),
    onSuccess: async () => {
      await readAgain();
      notify(`${name.trim()} added`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Add a passkey">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') add.mutate();
        }}
      >
        <Stack>
          <Text>Give it a name by which you know it again. Then your browser asks where to keep it.</Text>
          <TextInput
            label="Name of the passkey"
            placeholder="Work laptop"
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          {add.isError && (
            <Text c="var(--usher-bad)" role="alert">
              {add.error instanceof PasskeyTrouble ? add.error.message : problemText(add.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
              Add passkey
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
