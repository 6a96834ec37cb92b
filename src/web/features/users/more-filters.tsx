import { Button, Popover, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SpaceContext } from '../../api/session';
import type { Facet } from '../../api/types';
import { count } from '../../ui/words';
import classes from './filter-bar.module.css';
import { wordsOf } from './filter-words';
import { facetsQuery } from './read-users';
import {
  invitationOptions,
  roleOptions,
  sourceOptions,
  statusOptions,
  type UsersSearch,
} from './users-filter';

interface Props {
  space: SpaceContext;
  search: UsersSearch;
  change: (part: Partial<UsersSearch>) => void;
}

/** The filters that are used less often, folded into one button that says how many are on. */
export function MoreFilters({ space, search, change }: Props) {
  const [opened, setOpened] = useState(false);
  const facets = useQuery({ ...facetsQuery(space.slug), enabled: opened });
  const fields = [
    { key: 'status', label: 'Status', data: withOwn(statusOptions, 'status', search.status) },
    { key: 'role', label: 'Role', data: withOwn(roleOptions, 'role', search.role) },
    {
      key: 'department',
      label: 'Department',
      data: withOwn(optionsOf(facets.data?.departments), 'department', search.department),
    },
    {
      key: 'location',
      label: 'Location',
      data: withOwn(optionsOf(facets.data?.locations), 'location', search.location),
    },
    { key: 'source', label: 'Source', data: withOwn(sourceOptions, 'source', search.source) },
    { key: 'invitation', label: 'E-mail status', data: invitationOptions },
  ] as const;
  const on = fields.filter(({ key }) => search[key] !== undefined).length;
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" trapFocus shadow="sm">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={16} stroke={1.5} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {on === 0 ? 'Filters' : `Filters · ${on}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters" className={classes.fields}>
        {fields.map(({ key, label, data }) => (
          <Select
            key={key}
            label={label}
            placeholder="Any"
            data={[...data]}
            value={search[key] ?? null}
            onChange={(value) => change({ [key]: value ?? '' })}
            clearable
            searchable={data.length > 8}
            comboboxProps={{ withinPortal: false }}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

interface Option {
  value: string;
  label: string;
}

function optionsOf(facets: Facet[] = []): Option[] {
  return facets
    .filter(({ value }) => value !== '')
    .map(({ value, count: n }) => ({ value, label: `${value} (${count(n)})` }));
}

/** A value from the address that is not among the choices is shown nevertheless. */
function withOwn(options: Option[], key: string, own: string | undefined): Option[] {
  if (own === undefined || options.some(({ value }) => value === own)) return options;
  return [{ value: own, label: wordsOf(key, own) }, ...options];
}
