import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import { FormDialog } from '../../ui/form-dialog';
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
    <FormDialog
      title="Add a passkey"
      button="Add passkey"
      ready={name.trim() !== ''}
      busy={add.isPending}
      error={add.error}
      words={(error) => (error instanceof PasskeyTrouble ? error.message : problemText(error))}
      onSubmit={add.mutate}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
