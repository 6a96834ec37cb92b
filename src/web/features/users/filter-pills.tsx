import { Button, Pill } from '@mantine/core';
import classes from './filter-bar.module.css';
import {
  filterOf,
  invitationOptions,
  isFiltered,
  lastActivityOptions,
  nobody,
  pastedList,
  roleOptions,
  sourceOptions,
  statusOptions,
  type UsersSearch,
} from './users-filter';

const options: Partial<Record<string, readonly { value: string; label: string }[]>> = {
  lastActivity: lastActivityOptions,
  status: [
    ...statusOptions,
    { value: 'invited,active', label: 'Holding a seat' },
    { value: nobody, label: 'Nobody' },
  ],
  role: roleOptions,
  source: sourceOptions,
  invitation: invitationOptions,
};

interface Props {
  search: UsersSearch;
  change: (part: Partial<UsersSearch>) => void;
  onClear: () => void;
}

/** What narrows the list, each with its way off. */
export function FilterPills({ search, change, onClear }: Props) {
  const filter = filterOf(search);
  if (!isFiltered(filter)) return null;
  return (
    <div className={classes.pills}>
      {Object.entries(filter).map(([key, value]) => (
        <Pill
          key={key}
          withRemoveButton
          removeButtonProps={{
            'aria-label': `Remove filter ${wordsOf(key, value)}`,
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onRemove={() => change({ [key]: '' })}
        >
          {wordsOf(key, value)}
        </Pill>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        Clear filters
      </Button>
    </div>
  );
}

function wordsOf(key: string, value: string): string {
  if (key === 'q') {
    const pasted = pastedList(value);
    return pasted === undefined ? `“${value}”` : `${pasted.length} pasted`;
  }
  return options[key]?.find((option) => option.value === value)?.label ?? value;
}
