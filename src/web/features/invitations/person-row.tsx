import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Dot } from '../../ui/dot';
import { EditPerson } from './edit-person';
import { joinName } from './name-rules';
import type { Judged, Person, Verdict } from './people';
import classes from './people-list.module.css';

interface Props {
  judged: Judged;
  onChange: (person: Person) => void;
  onRemove: () => void;
}

const tones: Record<Verdict, string> = {
  ready: 'good',
  mistake: 'bad',
  duplicate: 'quiet',
  here: 'quiet',
  returning: 'warn',
};

/** One who was read: the verdict in words, and what can be done about it in one click. */
export function PersonRow({ judged, onChange, onRemove }: Props) {
  const { person, verdict, words, meant } = judged;
  const [editing, setEditing] = useState(false);
  const name = joinName(person);
  const called = person.email === '' ? name || 'this row' : person.email;
  if (editing) {
    return (
      <EditPerson
        person={person}
        onCancel={() => setEditing(false)}
        onSave={(corrected) => {
          setEditing(false);
          onChange(corrected);
        }}
      />
    );
  }
  const tone = meant === undefined ? tones[verdict] : 'warn';
  const said = meant === undefined ? words : 'Mistyped, perhaps';
  const more = [person.role === 'admin' && 'Admin', person.department].filter(Boolean).join(' · ');
  return (
    <div className={classes.person}>
      <Dot tone={tone} />
      <div className={classes.who}>
        <div className={classes.line}>
          {name !== '' && (
            <span className={`${classes.name} cut`} title={name}>
              {name}
            </span>
          )}
          <span
            className={`${classes.address} cut`}
            data-alone={name === '' || undefined}
            title={person.email}
          >
            {person.email || 'No address'}
          </span>
        </div>
        {(said ?? more) !== '' && (
          <div
            className={`${classes.words} cut`}
            data-tone={said === undefined ? undefined : tone}
            title={said}
          >
            {said ?? more}
          </div>
        )}
      </div>
      <div className={classes.deeds}>
        {meant !== undefined && (
          <Button size="compact-sm" variant="light" onClick={() => onChange({ ...person, email: meant })}>
            Use {meant.slice(meant.lastIndexOf('@') + 1)}
          </Button>
        )}
        {verdict === 'mistake' ? (
          <Button size="compact-sm" variant="light" onClick={() => setEditing(true)}>
            Correct
          </Button>
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Correct ${called}`}
            onClick={() => setEditing(true)}
          >
            <IconPencil size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${called}`} onClick={onRemove}>
          <IconX size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}
