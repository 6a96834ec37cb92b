import { Checkbox, Group, TextInput } from '@mantine/core';
import type { FieldsProps } from './source-draft';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When a source runs by itself. */
export function ScheduleFields({ draft, set, timeZone }: FieldsProps & { timeZone: string }) {
  return (
    <>
      <TextInput
        type="time"
        label={`Runs at (${timeZone})`}
        maw={240}
        value={draft.time}
        onChange={(event) => set({ time: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="On these days"
        description="None: by hand alone"
        value={draft.days}
        onChange={(chosen) => set({ days: chosen })}
      >
        <Group mt={8} gap="8px 16px">
          {days.map((label, i) => (
            <Checkbox key={label} value={String(i + 1)} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
