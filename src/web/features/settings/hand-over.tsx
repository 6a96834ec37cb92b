import { Select, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/http';
import { spacePath } from '../../api/session';
import { FormDialog } from '../../ui/form-dialog';
import { notify } from '../../ui/notify';
import { nameOf, type Admin } from './admins';

/** Hands the ownership to an Active Admin of the Owner's choice. */
export default function HandOver({
  slug,
  admins,
  onClose,
}: {
  slug: string;
  admins: Admin[];
  onClose: () => void;
}) {
  const [id, setId] = useState<string | null>(admins.length === 1 ? (admins[0]?.id ?? null) : null);
  const client = useQueryClient();
  const heir = admins.find((admin) => admin.id === id);
  const handOver = useMutation({
    mutationFn: () => post(spacePath(slug, `/users/${id ?? ''}/make-owner`)),
    onSuccess: async () => {
      await client.invalidateQueries();
      notify(`${heir ? nameOf(heir) : 'Another Admin'} is now the Owner`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Hand over ownership?"
      button={heir ? `Make ${nameOf(heir)} Owner` : 'Make Owner'}
      ready={heir !== undefined}
      busy={handOver.isPending}
      error={handOver.error}
      onSubmit={handOver.mutate}
      onClose={onClose}
    >
      <Text>You stay an Admin. Only the new Owner can hand the role back. No seat is taken or freed.</Text>
      <Select
        label="New Owner"
        placeholder="Choose an Active Admin"
        searchable
        allowDeselect={false}
        data={admins.map((admin) => ({ value: admin.id, label: labelOf(admin) }))}
        value={id}
        onChange={setId}
      />
    </FormDialog>
  );
}

const labelOf = (admin: Admin): string =>
  nameOf(admin) === admin.email ? admin.email : `${nameOf(admin)} (${admin.email})`;
