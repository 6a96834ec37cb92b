import { Button, Group, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { faultOfAddress } from './address-rules';
import { readFields } from './csv-people';
import type { FaultyField, Person } from './people';
import classes from './people-list.module.css';

/** Esc leaves the row, not the dialog around it. */
const ownEscape = { 'data-mantine-stop-propagation': 'true' };

const labels: Record<FaultyField, string> = {
  role: 'Role',
  startDate: 'Start date',
  inviteOn: 'Invite on',
};

/** Corrects one row where it stands: its address, and what of it could not be read. Not a form: it stands in one. */
export function EditPerson({
  person,
  onSave,
  onCancel,
}: {
  person: Person;
  onSave: (person: Person) => void;
  onCancel: () => void;
}) {
  const faults = person.faults ?? [];
  const [email, setEmail] = useState(person.email);
  const [cells, setCells] = useState<Partial<Record<FaultyField, string>>>(
    Object.fromEntries(faults.map(({ field, value }) => [field, value])),
  );
  const corrected = readFields({ ...person, email: email.trim() }, cells);
  const save = () => onSave(corrected);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  const wordsOf = (field: FaultyField) => corrected.faults?.find((fault) => fault.field === field)?.words;
  return (
    <div className={classes.edit} onKeyDown={keys}>
      <TextInput
        label="E-mail"
        {...ownEscape}
        autoFocus
        type="email"
        autoComplete="off"
        spellCheck={false}
        value={email}
        error={faultOfAddress(email.trim())}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {faults.map(({ field }) => (
        <TextInput
          key={field}
          {...ownEscape}
          label={labels[field]}
          value={cells[field] ?? ''}
          error={wordsOf(field)}
          onChange={(event) => setCells({ ...cells, [field]: event.currentTarget.value })}
        />
      ))}
      <Group gap={8} wrap="nowrap">
        <Button size="xs" variant="default" onClick={onCancel}>
          Leave as it is
        </Button>
        <Button size="xs" onClick={save}>
          Done
        </Button>
      </Group>
    </div>
  );
}
