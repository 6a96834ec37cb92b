import {
  ActionIcon,
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import type { ListApiKeysResponse } from '../../api/generated/types.gen';
import { post, remove } from '../../api/http';
import { pages } from '../../api/pages';
import { problemText } from '../../api/problem';
import { useSpace } from '../../api/session';
import { Empty } from '../../ui/empty';
import { FormDialog } from '../../ui/form-dialog';
import { More, Rows } from '../../ui/rows';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';

type ApiKey = ListApiKeysResponse['items'][number];

const roles = { admin: 'API: users and seats', scim: 'SCIM: an identity provider', operator: 'Operator' };

/** The space's API keys: made, shown once, revoked. */
export function ApiKeys({ slug }: { slug: string }) {
  const { timeZone } = useSpace();
  const address = `/api/v1/spaces/${slug}/api-keys`;
  const client = useQueryClient();
  const keys = useInfiniteQuery(pages<ListApiKeysResponse>(['api-keys', slug], address));
  const rows = keys.data?.pages.flatMap(({ items }) => items);
  const [revoking, setRevoking] = useState<ApiKey>();
  const read = () => client.invalidateQueries({ queryKey: ['api-keys', slug] });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => remove(`${address}/${key.id}`),
    onSuccess: async () => {
      setRevoking(undefined);
      await read();
    },
  });

  const made = (key: ApiKey) => (
    <>
      <When at={key.createdAt} timeZone={timeZone} /> by {key.createdBy}
    </>
  );
  const used = (key: ApiKey) => <When at={key.lastUsedAt} timeZone={timeZone} none="never" />;
  const revokeButton = (key: ApiKey) =>
    key.role !== 'operator' && (
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Revoke ${key.name}`}
        onClick={() => {
          revoke.reset();
          setRevoking(key);
        }}
      >
        <IconTrash size={16} />
      </ActionIcon>
    );

  return (
    <Stack gap="lg">
      <NewKey address={address} onMade={() => void read()} />
      {keys.isError && <Trouble what="The keys" error={keys.error} onRetry={() => void keys.refetch()} />}
      {rows?.length === 0 && (
        <Empty title="No keys yet">
          Make one for another program, or for the identity provider that provisions people.
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && (
        <Rows
          label="API keys"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { head: 'Name', wide: true, cell: ({ name }) => <span className="cut">{name}</span> },
            { head: 'For', cell: ({ role }) => roles[role] },
            { head: 'Made', cell: made },
            { head: 'Last used', cell: used },
            { head: 'Revoke', cell: revokeButton },
          ]}
          phone={(key) => [
            key.name,
            revokeButton(key),
            <>
              {roles[key.role]} · made {made(key)}
            </>,
            key.lastUsedAt === null ? 'never used' : <>used {used(key)}</>,
          ]}
        />
      )}
      <More list={keys} />
      {revoking !== undefined && (
        <FormDialog
          title={`Revoke ${revoking.name}?`}
          button="Revoke key"
          grave
          busy={revoke.isPending}
          error={revoke.error}
          onSubmit={() => revoke.mutate(revoking)}
          onClose={() => setRevoking(undefined)}
        >
          <Text>Whatever uses this key is refused from its next request on. It cannot be brought back.</Text>
        </FormDialog>
      )}
    </Stack>
  );
}

function NewKey({ address, onMade }: { address: string; onMade: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<string | null>('admin');
  const make = useMutation({
    mutationFn: () => post<{ key: string }>(address, { name: name.trim(), role }),
    onSuccess: () => {
      setName('');
      onMade();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim()) make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput
          label="What the key is for"
          placeholder="Payroll export"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Select
          label="It may"
          data={[
            { value: 'admin', label: roles.admin },
            { value: 'scim', label: roles.scim },
          ]}
          value={role}
          allowDeselect={false}
          onChange={setRole}
        />
        <Button type="submit" variant="default" loading={make.isPending} disabled={!name.trim()}>
          Make key
        </Button>
      </Group>
      {role === 'scim' && (
        <Text c="dimmed" size="sm" mt="sm">
          The identity provider’s base URL is <Code>{`${location.origin}/scim/v2`}</Code>
        </Text>
      )}
      {make.isError && (
        <Alert color="red" mt="sm" title="No key was made">
          {problemText(make.error)}
        </Alert>
      )}
      {make.data && (
        <Alert mt="sm" title="Copy this key now: it is shown this once">
          <Group wrap="nowrap" align="center">
            <Code style={{ overflowWrap: 'anywhere' }}>{make.data.key}</Code>
            <CopyButton value={make.data.key}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
    </form>
  );
}
