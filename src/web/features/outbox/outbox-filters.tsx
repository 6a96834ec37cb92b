import { Select } from '@mantine/core';
import type { Ref } from 'react';
import { SearchBox } from '../../ui/search-box';
import { type OutboxFilter, stateOptions } from './outbox-filter';
import { kindOptions } from './outbox-words';
import classes from './outbox.module.css';

interface Props {
  filter: OutboxFilter;
  change: (part: OutboxFilter, replace?: boolean) => void;
  searchRef: Ref<HTMLInputElement>;
}

/** Narrows the Outbox by person, state and kind. */
export function OutboxFilters({ filter, change, searchRef }: Props) {
  return (
    <div className={classes.filters} role="search">
      <SearchBox
        label="Search by name or address"
        className={classes.search}
        value={filter.q ?? ''}
        onChange={(q) => change({ q }, true)}
        inputRef={searchRef}
      />
      <Select
        aria-label="State"
        className={classes.choice}
        data={[...stateOptions]}
        value={filter.state ?? ''}
        onChange={(value) => change({ state: value ?? '' })}
        allowDeselect={false}
      />
      <Select
        aria-label="Kind"
        className={classes.choice}
        data={withOwn(filter.kind)}
        value={filter.kind ?? ''}
        onChange={(value) => change({ kind: value ?? '' })}
        allowDeselect={false}
        maxDropdownHeight={320}
      />
    </div>
  );
}

/** A kind from the address that is not among the choices is shown nevertheless. */
const withOwn = (kind: string | undefined) =>
  kind === undefined || kindOptions.some(({ value }) => value === kind)
    ? kindOptions
    : [...kindOptions, { value: kind, label: kind }];
