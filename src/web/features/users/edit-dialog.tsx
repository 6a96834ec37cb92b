import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patch } from '../../api/http';
import { problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import type { User } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { useFocusBack } from '../../ui/use-focus-back';
import { spaceKey } from './read-users';
import { nameOf } from './users-words';

const fields = [
  { key: 'firstName', label: 'First name' },
  { key: 'lastName', label: 'Last name' },
  { key: 'email', label: 'E-mail' },
  { key: 'employeeId', label: 'Employee id' },
  { key: 'department', label: 'Department' },
  { key: 'location', label: 'Location' },
  { key: 'jobTitle', label: 'Job title' },
] as const;

type Details = Partial<Record<(typeof fields)[number]['key'], string>>;

/** The details of a User. Of an Active one the address is the holder's own to change. */
export function EditDialog({
  space,
  user,
  onClose,
}: {
  space: SpaceContext;
  user: User;
  onClose: () => void;
}) {
  useFocusBack();
  const client = useQueryClient();
  const [edits, setEdits] = useState<Details>({});
  const save = (details: Details) => patch(spacePath(space.slug, `/users/${user.id}`), details);
  const refresh = () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) });
  const mutation = useMutation({
    mutationFn: save,
    onSuccess: (_answer, details) => {
      const before = Object.fromEntries(
        Object.keys(details).map((key) => [key, user[key as keyof Details] ?? '']),
      );
      notify(`Details of ${nameOf({ ...user, ...details })} kept`, () => {
        save(before)
          .then(refresh)
          .catch((error: unknown) => notifyTrouble('That could not be undone', error));
      });
      refresh();
      onClose();
    },
  });
  const changed = Object.fromEntries(
    Object.entries(edits).filter(([key, value]) => value !== (user[key as keyof Details] ?? '')),
  );
  const shown = user.joinedAt === null ? fields : fields.filter(({ key }) => key !== 'email');
  return (
    <Modal opened onClose={onClose} title={`Details of ${nameOf(user)}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutation.mutate(changed);
        }}
      >
        <Stack gap="xs">
          {user.source !== 'manual' && (
            <Alert color="gray">
              The employee data is the source of this record; the next sync may write over it.
            </Alert>
          )}
          {shown.map(({ key, label }) => (
            <TextInput
              key={key}
              label={label}
              description={
                key === 'email' ? 'A new address voids the old link and sends a new one.' : undefined
              }
              maxLength={key === 'email' ? 320 : 200}
              value={edits[key] ?? user[key] ?? ''}
              onChange={(event) => setEdits({ ...edits, [key]: event.currentTarget.value })}
            />
          ))}
          {mutation.error !== null && <Alert color="red">{problemText(mutation.error)}</Alert>}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={mutation.isPending} disabled={Object.keys(changed).length === 0}>
              Keep changes
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
