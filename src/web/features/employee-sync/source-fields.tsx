import { Button, Code, NumberInput, PasswordInput, Select, Text, Textarea, TextInput } from '@mantine/core';
import { JsonFields } from './json-fields';
import { hasMoved, keptOf, type Draft, type FieldsProps } from './source-draft';
import { keptWords } from './sync-words';
import classes from './source.module.css';

const kinds = [
  { value: 'sftp', label: 'SFTP server of ours' },
  { value: 'folder', label: 'Drop folder on the Usher server' },
  { value: 'bamboohr', label: 'BambooHR' },
  { value: 'hibob', label: 'HiBob' },
  { value: 'json', label: 'Another HRIS: JSON over HTTP' },
];

/** Where a source is, and how one gets in. What a source is, is settled when it is set up. */
export function PlaceFields({ draft, faults = {}, set }: FieldsProps) {
  const text = (name: 'folder' | 'pattern' | 'company') => ({
    value: draft[name],
    error: faults[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      {draft.id === undefined && (
        <Select
          label="Where the data comes from"
          data={kinds}
          allowDeselect={false}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as Draft['kind'] })}
        />
      )}
      {draft.kind === 'sftp' && <SftpFields draft={draft} faults={faults} set={set} />}
      {(draft.kind === 'sftp' || draft.kind === 'folder') && (
        <div className={classes.two}>
          <TextInput
            label="Folder"
            placeholder={draft.kind === 'sftp' ? '/outgoing' : 'hr-export'}
            {...text('folder')}
          />
          <TextInput label="Names of files" {...text('pattern')} />
        </div>
      )}
      {draft.kind === 'bamboohr' && (
        <>
          <TextInput label="Company" description="The part before .bamboohr.com" {...text('company')} />
          <Secret draft={draft} set={set} label="API key" name="secret" kept="apiKey" />
        </>
      )}
      {draft.kind === 'hibob' && (
        <>
          <TextInput label="Id of the service user" {...text('company')} error={faults.serviceUser} />
          <Secret draft={draft} set={set} label="Token" name="secret" kept="token" />
        </>
      )}
      {draft.kind === 'json' && <JsonFields draft={draft} set={set} />}
    </>
  );
}

function SftpFields({ draft, faults = {}, set }: FieldsProps) {
  const kept = keptOf(draft);
  return (
    <>
      <div className={classes.wideAndNarrow}>
        {/* Another address is another host: its key has to be confirmed again. */}
        <TextInput
          label="Host"
          placeholder="sftp.example.org"
          value={draft.host}
          error={faults.host}
          onChange={(event) => set({ host: event.currentTarget.value, hostKey: null })}
        />
        <NumberInput
          label="Port"
          min={1}
          max={65_535}
          hideControls
          value={draft.port}
          onChange={(port) => set({ port: Number(port), hostKey: null })}
        />
      </div>
      {draft.hostKey !== null && (
        <div className={classes.key}>
          <Text size="sm" c="dimmed">
            Confirmed key
          </Text>
          <Code>{draft.hostKey}</Code>
          <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => set({ hostKey: null })}>
            Confirm another
          </Button>
        </div>
      )}
      <TextInput
        label="User"
        autoComplete="off"
        value={draft.user}
        error={faults.user}
        onChange={(event) => set({ user: event.currentTarget.value })}
      />
      <Secret draft={draft} set={set} label="Password" name="password" kept="password" />
      <Textarea
        label="Private key"
        description="Instead of a password"
        rows={2}
        placeholder={kept.includes('privateKey') ? keptWords : undefined}
        value={draft.privateKey}
        onChange={(event) => set({ privateKey: event.currentTarget.value })}
      />
      {draft.privateKey !== '' && (
        <PasswordInput
          label="Passphrase of the key"
          description="Left empty for a key without one"
          autoComplete="off"
          value={draft.passphrase}
          onChange={(event) => set({ passphrase: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** A secret is written and never read: what is kept goes on while nothing is typed. */
function Secret({
  draft,
  set,
  label,
  name,
  kept,
}: FieldsProps & { label: string; name: 'password' | 'secret'; kept: string }) {
  return (
    <PasswordInput
      label={label}
      description={
        hasMoved(draft)
          ? 'Type it again: it was kept for another address'
          : 'Encrypted, and never shown again'
      }
      placeholder={keptOf(draft).includes(kept) ? keptWords : undefined}
      autoComplete="new-password"
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
}
