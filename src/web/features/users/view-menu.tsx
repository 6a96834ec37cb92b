import { Button, Checkbox, Popover, Stack, Switch } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { type ColumnKey, columnLabels, useViewSettings } from './view-settings';

/** Which columns stand in the list, and how close its rows. */
export function ViewMenu() {
  const [view, setView] = useViewSettings();
  const toggle = (key: ColumnKey, shown: boolean) => {
    setView({
      ...view,
      hidden: shown ? view.hidden.filter((other) => other !== key) : [...view.hidden, key],
    });
  };
  return (
    <Popover position="bottom-end" width={220} trapFocus shadow="sm">
      <Popover.Target>
        <Button
          variant="default"
          visibleFrom="sm"
          leftSection={<IconColumns size={16} stroke={1.5} aria-hidden />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="xs">
          {(Object.keys(columnLabels) as ColumnKey[]).map((key) => (
            <Checkbox
              key={key}
              size="xs"
              label={columnLabels[key]}
              checked={!view.hidden.includes(key)}
              onChange={(event) => toggle(key, event.currentTarget.checked)}
            />
          ))}
          <Switch
            size="xs"
            label="Closer rows"
            checked={view.dense}
            onChange={(event) => setView({ ...view, dense: event.currentTarget.checked })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
