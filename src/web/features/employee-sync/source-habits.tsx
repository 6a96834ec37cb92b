import { Checkbox, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import type { FieldsProps } from './source-fields';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** How a source is called and read, when it runs by itself, and what holds it. */
export function HabitFields({
  draft,
  set,
  timeZone,
  scheduled,
}: FieldsProps & { timeZone: string; scheduled: boolean }) {
  const limit = (name: 'leaversCount' | 'leaversPercent', label: string, placeholder: string) => (
    <NumberInput
      label={label}
      placeholder={placeholder}
      min={0}
      value={draft[name] ?? ''}
      onChange={(value) => set({ [name]: value === '' ? null : Number(value) })}
    />
  );
  return (
    <Stack>
      <TextInput
        label="Name"
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Radio.Group label="What it holds" value={draft.mode} onChange={(mode) => set({ mode: mode })}>
        <Group mt={8}>
          <Radio value="full" label="Everybody: who is absent has left" />
          <Radio value="changes" label="Changes only" />
        </Group>
      </Radio.Group>
      {scheduled && (
        <>
          <TextInput
            type="time"
            label={`Runs at (${timeZone})`}
            value={draft.time}
            onChange={(event) => set({ time: event.currentTarget.value })}
          />
          <Checkbox.Group
            label="On these days"
            description="None: by hand alone"
            value={draft.days}
            onChange={(chosen) => set({ days: chosen })}
          >
            <Group mt={8} gap={8}>
              {days.map((label, i) => (
                <Checkbox key={label} value={String(i + 1)} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
        </>
      )}
      <Group grow align="flex-end">
        {limit('leaversCount', 'Hold over this many leavers', '3')}
        {limit('leaversPercent', 'and over this share, in %', '10')}
      </Group>
    </Stack>
  );
}
