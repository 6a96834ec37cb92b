import { Button, Pill } from '@mantine/core';
import classes from './filter-bar.module.css';
import { wordsOf } from './filter-words';
import { filterOf, isFiltered, type UsersSearch } from './users-filter';

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
