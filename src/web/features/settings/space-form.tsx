import { Alert, Button, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { problemText } from '../../api/problem';
import { zonesWith } from '../../ui/zones';
import { useSaveSettings, type SpaceSettings } from './settings';

const whole = (value: number | string): number => (typeof value === 'number' ? value : Number.NaN);

/** The settings of a space. Nothing is sent until Save; what was typed stays when saving fails. */
export function SpaceForm({ slug, settings }: { slug: string; settings: SpaceSettings }) {
  const [form, setForm] = useState(settings);
  const save = useSaveSettings(slug);
  const set = <K extends keyof SpaceSettings>(key: K, value: SpaceSettings[K]) => {
    save.reset();
    setForm((old) => ({ ...old, [key]: value }));
  };
  const errors = errorsOf(form);
  const changed = JSON.stringify(form) !== JSON.stringify(settings);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (Object.keys(errors).length === 0) save.mutate(form);
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={480}>
        <TextInput
          label="Name of the space"
          value={form.name}
          error={errors.name}
          onChange={(event) => {
            set('name', event.currentTarget.value);
          }}
        />
        <Select
          label="Time zone"
          description="Days, periods and times in e-mails go by it."
          data={zonesWith(form.timeZone)}
          value={form.timeZone}
          searchable
          allowDeselect={false}
          onChange={(value) => {
            if (value) set('timeZone', value);
          }}
        />
        <TextInput
          label="Address of the learning platform"
          description="Members get a button to it on their page."
          placeholder="https://learn.example.org"
          value={form.platformUrl ?? ''}
          error={errors.platformUrl}
          onChange={(event) => {
            set('platformUrl', event.currentTarget.value.trim() || null);
          }}
        />
        <NumberInput
          label="Invitation links work for"
          suffix=" days"
          clampBehavior="none"
          allowDecimal={false}
          value={form.invitationDays}
          error={errors.invitationDays}
          onChange={(value) => {
            set('invitationDays', whole(value));
          }}
        />
        <Switch
          label="Remind people who have not claimed"
          checked={form.reminderDays !== null}
          onChange={(event) => {
            set('reminderDays', event.currentTarget.checked ? 3 : null);
          }}
        />
        {form.reminderDays !== null && (
          <NumberInput
            label="Remind after"
            description="Once for each invitation, with a fresh link."
            suffix=" days"
            clampBehavior="none"
            allowDecimal={false}
            value={form.reminderDays}
            error={errors.reminderDays}
            onChange={(value) => {
              set('reminderDays', whole(value));
            }}
          />
        )}
        <NumberInput
          label="Tell Admins when fewer seats are left than"
          description="Once, by e-mail, until there are enough again. They also hear when seats will not do for those who are to start."
          clampBehavior="none"
          allowDecimal={false}
          value={form.lowSeatsThreshold}
          error={errors.lowSeatsThreshold}
          onChange={(value) => {
            set('lowSeatsThreshold', whole(value));
          }}
        />
        {save.isError && (
          <Alert color="red" title="Not saved">
            {problemText(save.error)} What you typed is still here.
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            Save settings
          </Button>
          <span role="status">{save.isSuccess && !changed ? 'Saved' : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}

type Errors = Partial<Record<keyof SpaceSettings, string>>;

const isWhole = (value: number | null, from: number, to: number) =>
  value === null || (Number.isInteger(value) && value >= from && value <= to);

function errorsOf(form: SpaceSettings): Errors {
  const errors: Errors = {};
  if (form.name.trim() === '') errors.name = 'Give the space a name.';
  if (form.platformUrl !== null && !/^https?:\/\/[^\s/]+/.test(form.platformUrl)) {
    errors.platformUrl = 'An address begins with https://.';
  }
  if (!isWhole(form.invitationDays, 1, 365)) errors.invitationDays = 'A whole number of days from 1 to 365.';
  if (!isWhole(form.reminderDays, 1, 90)) errors.reminderDays = 'A whole number of days from 1 to 90.';
  if (!isWhole(form.lowSeatsThreshold, 0, 100_000))
    errors.lowSeatsThreshold = 'A whole number; 0 leaves only those who are to start.';
  return errors;
}
