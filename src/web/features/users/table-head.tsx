import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import rows from '../../ui/rows-in-sight.module.css';
import { sortable } from './users-filter';
import classes from './users-table.module.css';

interface Props {
  columns: { id: string; label: string }[];
  sort: string;
  onSort: (sort: string) => void;
  phone: boolean;
  choose: ReactNode;
}

export function TableHead({ columns, sort, onSort, phone, choose }: Props) {
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  return (
    <thead className={rows.head} data-phone={phone || undefined}>
      <tr>
        <th className={classes.check}>{choose}</th>
        {columns.map(({ id, label }) => (
          <th key={id} aria-sort={key === id ? (down ? 'descending' : 'ascending') : undefined}>
            {sortable.has(id) ? (
              <UnstyledButton
                className={classes.sort}
                onClick={() => onSort(key === id && !down ? `-${id}` : id)}
              >
                {label}
                {key === id && !down && <IconArrowUp size={14} stroke={1.5} aria-hidden />}
                {key === id && down && <IconArrowDown size={14} stroke={1.5} aria-hidden />}
              </UnstyledButton>
            ) : (
              label
            )}
          </th>
        ))}
        <th className={classes.actions}>
          <VisuallyHidden>Actions</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}
