import type { KeyboardEventHandler, ReactNode } from 'react';
import classes from './rows-in-sight.module.css';

interface Props<T> {
  rows: readonly T[];
  sight: { indexes: number[]; before: number; after: number };
  onKeyDown: KeyboardEventHandler<HTMLElement>;
  children: (row: T, index: number) => ReactNode;
}

/** The body of a long table: the rows in sight, between the room of those that are not in the page. */
export function RowsInSight<T>({ rows, sight, onKeyDown, children }: Props<T>) {
  return (
    <tbody onKeyDown={onKeyDown}>
      <Gap height={sight.before} />
      {sight.indexes.map((index) => {
        const row = rows[index];
        return row === undefined ? null : children(row, index);
      })}
      <Gap height={sight.after} />
    </tbody>
  );
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className={classes.gap} style={{ height }} />
    </tr>
  );
}
