import { Autocomplete, Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SpaceContext } from '../../api/session';
import { facetsQuery } from '../users/read-users';
import type { Draft } from './draft';
import classes from './invite-dialog.module.css';
import { todayIn } from './plan-invites';

const longest = 2000;

/** How everybody in the list is invited, unless a row of a file says otherwise. */
export function InviteOptions({
  space,
  draft,
  change,
}: {
  space: SpaceContext;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}) {
  const departments = useQuery(facetsQuery(space.slug)).data?.departments ?? [];
  const [writing, setWriting] = useState(draft.message !== '');
  const [later, setLater] = useState(draft.inviteOn !== '');
  const today = todayIn(space.timeZone);
  return (
    <div className={classes.options}>
      <Select
        label="Role"
        data={[
          { value: 'member', label: 'Member' },
          { value: 'admin', label: 'Admin' },
        ]}
        allowDeselect={false}
        description={draft.role === 'admin' && 'Admins manage users and seats.'}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.role}
        onChange={(value) => change({ role: value === 'admin' ? 'admin' : 'member' })}
      />
      <Autocomplete
        className={classes.two}
        label="Department (optional)"
        data={departments.map(({ value }) => value)}
        limit={20}
        maxLength={200}
        value={draft.department}
        onChange={(department) => change({ department })}
      />
      <Select
        label="Send"
        data={[
          { value: 'now', label: 'Now' },
          { value: 'later', label: 'On a date' },
        ]}
        allowDeselect={false}
        value={later ? 'later' : 'now'}
        onChange={(value) => {
          setLater(value === 'later');
          if (value === 'now') change({ inviteOn: '' });
        }}
      />
      {later && (
        <TextInput
          label="Date"
          type="date"
          min={today}
          value={draft.inviteOn}
          error={draft.inviteOn !== '' && draft.inviteOn < today && 'This day has gone by.'}
          onChange={(event) => change({ inviteOn: event.currentTarget.value })}
        />
      )}
      {draft.way === 'csv' && (
        <Text className={classes.wide} size="xs" c="dimmed">
          What a row of the file says goes before these.
        </Text>
      )}
      <div className={classes.wide}>
        {writing ? (
          <Textarea
            label="Your message (optional)"
            description="Stands in the invitation, above its button."
            autosize
            minRows={2}
            maxRows={6}
            maxLength={longest}
            value={draft.message}
            onChange={(event) => change({ message: event.currentTarget.value })}
          />
        ) : (
          <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => setWriting(true)}>
            Add a message of your own
          </Button>
        )}
      </div>
    </div>
  );
}
