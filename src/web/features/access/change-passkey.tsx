import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/http';
import { FormDialog } from '../../ui/form-dialog';
import { notify } from '../../ui/notify';
import { useReadAgain } from './account-query';
import type { Passkey } from './passkeys';

/** Renames or removes a passkey. */
export default function ChangePasskey({
  deed,
  passkey,
  onClose,
}: {
  deed: 'rename' | 'remove';
  passkey: Passkey;
  onClose: () => void;
}) {
  const [name, setName] = useState(passkey.name);
  const readAgain = useReadAgain();
  const renames = deed === 'rename';
  const change = useMutation({
    mutationFn: () =>
      renames
        ? post('/api/auth/passkey/update-passkey', { id: passkey.id, name: name.trim() })
        : post('/api/auth/passkey/delete-passkey', { id: passkey.id }),
    onSuccess: async () => {
      await readAgain();
      notify(renames ? `Renamed to ${name.trim()}` : `${passkey.name} removed`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`${renames ? 'Rename' : 'Remove'} ${passkey.name}?`}
      button={renames ? 'Rename' : 'Remove passkey'}
      grave={!renames}
      ready={name.trim() !== ''}
      busy={change.isPending}
      error={change.error}
      onSubmit={change.mutate}
      onClose={onClose}
    >
      {renames ? (
        <TextInput
          label="Name of the passkey"
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
      ) : (
        <Text>It signs nobody in any more. Your device may go on offering it: delete it there as well.</Text>
      )}
    </FormDialog>
  );
}
