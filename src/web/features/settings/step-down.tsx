import { Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { patch } from '../../api/http';
import { spacePath } from '../../api/session';
import { FormDialog } from '../../ui/form-dialog';
import { nameOf, type Admin } from './admins';

/** The Owner steps down: the Admin who was invited first succeeds. */
export default function StepDown({
  slug,
  heir,
  me,
  onClose,
}: {
  slug: string;
  heir: Admin | undefined;
  me: string;
  onClose: () => void;
}) {
  const [role, setRole] = useState<'admin' | 'member'>('admin');
  const stepDown = useMutation({
    mutationFn: () => patch(spacePath(slug, `/users/${me}`), { role }),
    // What may be seen here may have changed with the role: everything is read anew.
    onSuccess: () => {
      window.location.assign(role === 'member' ? `/s/${slug}/me` : `/s/${slug}/users`);
    },
  });
  return (
    <FormDialog
      title="Step down as Owner?"
      button="Step down"
      busy={stepDown.isPending || stepDown.isSuccess}
      error={stepDown.error}
      onSubmit={stepDown.mutate}
      onClose={onClose}
    >
      <Text>
        {heir ? nameOf(heir) : 'The Admin who was invited first'}, the Admin who is here longest, is Owner at
        once. Your seat stays yours.
      </Text>
      <Radio.Group
        label="From then on you are"
        value={role}
        onChange={(value) => setRole(value === 'member' ? 'member' : 'admin')}
      >
        <Stack gap="xs" mt={8}>
          <Radio value="admin" label="An Admin" />
          <Radio value="member" label="A Member, who sees their own page only" />
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
