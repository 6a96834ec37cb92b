import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './rows.module.css';

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** A number: stands to the right, under its fellows. */
  figure?: boolean;
  /** Takes what room is left, in two lines where one is not enough, and is cut where they are not. */
  wide?: boolean;
}

interface Props<T> {
  label: string;
  rows: T[];
  rowKey: (row: T) => string;
  columns: Column<T>[];
  /** A row on a phone: two lines, each with a left and a right end. */
  phone: (row: T) => [ReactNode, ReactNode, ReactNode, ReactNode];
}

/** A plain table; on a phone the same rows in two lines each. */
export function Rows<T>({ label, rows, rowKey, columns, phone }: Props<T>) {
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  if (narrow) {
    return (
      <div className={classes.frame}>
        <ul className={classes.rows} aria-label={label}>
          {rows.map((row) => {
            const [title, figure, below, right] = phone(row);
            return (
              <li key={rowKey(row)}>
                <span className={classes.line}>
                  <span>{title}</span>
                  <span className="tabular">{figure}</span>
                </span>
                <span className={`${classes.line ?? ''} ${classes.quiet ?? ''}`}>
                  <span>{below}</span>
                  <span>{right}</span>
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    );
  }
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ head, figure }) => (
              <th key={head} scope="col" data-figure={figure}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ head, cell, figure, wide }) => (
                <td key={head} data-figure={figure} data-wide={wide}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same frame while it loads. */
export function RowsSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div className={classes.frame} aria-hidden>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} h={20} m={12} w={`${String(92 - (i % 3) * 14)}%`} />
      ))}
    </div>
  );
}

/** The way to older rows, where there are any. */
export function More({
  list,
  words = 'Show older',
}: {
  words?: string;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  if (!list.hasNextPage) return null;
  return (
    <div>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {words}
      </Button>
    </div>
  );
}
