import { Group, NumberInput, PasswordInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { Draft } from './source-draft';

export interface FieldsProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
}

const kinds = [
  { value: 'sftp', label: 'SFTP server of ours' },
  { value: 'folder', label: 'Drop folder on the Usher server' },
  { value: 'bamboohr', label: 'BambooHR' },
  { value: 'hibob', label: 'HiBob' },
  { value: 'json', label: 'Another HRIS: JSON over HTTP' },
];

/** Where a source is, and how one gets in. */
export function WhereFields({ draft, set }: FieldsProps) {
  const text = (
    name: 'host' | 'user' | 'folder' | 'pattern' | 'company' | 'url' | 'items' | 'headerName',
  ) => ({
    value: draft[name],
    // Another address is another host: its key has to be confirmed again.
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value, ...(name === 'host' && { hostKey: null }) }),
  });
  const secret = (label: string) => (
    <PasswordInput
      label={label}
      description="Encrypted, and never shown again"
      autoComplete="off"
      value={draft.secret}
      onChange={(event) => set({ secret: event.currentTarget.value })}
    />
  );
  return (
    <Stack>
      <Select
        label="Where the data comes from"
        data={kinds}
        allowDeselect={false}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as Draft['kind'] })}
      />
      {draft.kind === 'sftp' && (
        <>
          <Group grow preventGrowOverflow={false}>
            <TextInput label="Host" placeholder="sftp.example.org" {...text('host')} />
            <NumberInput
              label="Port"
              min={1}
              max={65_535}
              hideControls
              value={draft.port}
              onChange={(port) => set({ port: Number(port), hostKey: null })}
            />
          </Group>
          <TextInput label="User" autoComplete="off" {...text('user')} />
          <PasswordInput
            label="Password"
            autoComplete="off"
            description="Or a private key below"
            value={draft.password}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
          <Textarea
            label="Private key"
            rows={2}
            value={draft.privateKey}
            onChange={(event) => set({ privateKey: event.currentTarget.value })}
          />
          {draft.privateKey !== '' && (
            <PasswordInput
              label="Passphrase of the key"
              value={draft.passphrase}
              onChange={(event) => set({ passphrase: event.currentTarget.value })}
            />
          )}
        </>
      )}
      {(draft.kind === 'sftp' || draft.kind === 'folder') && (
        <Group grow>
          <TextInput
            label="Folder"
            placeholder={draft.kind === 'sftp' ? '/outgoing' : 'hr-export'}
            {...text('folder')}
          />
          <TextInput label="Names of files" {...text('pattern')} />
        </Group>
      )}
      {draft.kind === 'bamboohr' && (
        <>
          <TextInput label="Company" description="The part before .bamboohr.com" {...text('company')} />
          {secret('API key')}
        </>
      )}
      {draft.kind === 'hibob' && (
        <>
          <TextInput label="Id of the service user" {...text('company')} />
          {secret('Token')}
        </>
      )}
      {draft.kind === 'json' && (
        <>
          <TextInput label="Address" placeholder="https://hr.example.org/api/people" {...text('url')} />
          <TextInput label="Where the list is in the answer" placeholder="data.people" {...text('items')} />
          <TextInput label="Header that lets Usher in" {...text('headerName')} />
          {secret('Value of that header')}
        </>
      )}
    </Stack>
  );
}
