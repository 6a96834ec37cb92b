import { CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
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
      <Search value={filter.q ?? ''} onChange={(q) => change({ q }, true)} inputRef={searchRef} />
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

function Search({
  value,
  onChange,
  inputRef,
}: {
  value: string;
  onChange: (value: string) => void;
  inputRef: Ref<HTMLInputElement>;
}) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (value !== given) {
    setGiven(value);
    setTyped(value);
  }
  const tell = useDebouncedCallback((next: string) => {
    setGiven(next);
    onChange(next);
  }, 250);
  const type = (next: string) => {
    setTyped(next);
    tell(next.trim());
  };
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className={classes.search}
      aria-label="Search by name or address"
      placeholder="Search by name or address"
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={
        typed === '' ? null : <CloseButton size="sm" aria-label="Clear search" onClick={() => type('')} />
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
