import { Checkbox } from '@mantine/core';
import { memo, type MouseEvent as ReactMouseEvent } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import rows from '../../ui/rows-in-sight.module.css';
import type { DeedOnOne } from './deeds';
import { RowMenu } from './row-menu';
import type { UserColumn } from './user-columns';
import { nameOf } from './users-words';
import classes from './users-table.module.css';

interface Props {
  user: User;
  columns: UserColumn[];
  index: number;
  height: number;
  chosen: boolean;
  current: boolean;
  me: SpaceContext;
  onFocus: (index: number) => void;
  onToggle: (index: number, range: boolean) => void;
  onOpen: (user: User) => void;
  onDeed: (deed: DeedOnOne) => void;
}

/** One User. A click opens their panel; the box and the menu stand by themselves. */
export const UserRow = memo(function UserRow(props: Props) {
  const { user, columns, index, chosen } = props;
  const open = (event: ReactMouseEvent<HTMLElement>) => {
    const onControl =
      event.target instanceof Element && event.target.closest('button, input, label, a') !== null;
    if (!onControl) props.onOpen(user);
  };
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      tabIndex={props.current ? 0 : -1}
      className={rows.row}
      style={{ height: props.height }}
      onFocus={() => props.onFocus(index)}
      onClick={open}
    >
      <td className={classes.check}>
        <Checkbox
          size="xs"
          aria-label={`Choose ${nameOf(user)}`}
          checked={chosen}
          tabIndex={-1}
          onChange={(event) => props.onToggle(index, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </td>
      {columns.map((column) => (
        <td key={column.id}>{column.cell(user)}</td>
      ))}
      <td className={classes.actions}>
        <RowMenu user={user} me={props.me} onDeed={props.onDeed} />
      </td>
    </tr>
  );
});
