import { Checkbox } from '@mantine/core';
import { useMemo, useRef } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import rows from '../../ui/rows-in-sight.module.css';
import { RowsInSight } from '../../ui/rows-in-sight';
import { useRowKeys } from '../../ui/use-row-keys';
import { useRowsInSight } from '../../ui/use-rows-in-sight';
import { columnShare, phoneColumns, userColumns } from './user-columns';
import type { ListKind } from './users-filter';
import { UserRow } from './user-row';
import type { Selection } from './use-selection';
import { useKeepPlace } from './use-keep-place';
import { useRangeToggle } from './use-range-toggle';
import { TableHead } from './table-head';
import type { DeedOnOne } from './deeds';
import classes from './users-table.module.css';
import { useViewSettings } from './view-settings';

interface Props {
  space: SpaceContext;
  users: User[];
  total: number;
  kind: ListKind;
  sort: string;
  onSort: (sort: string) => void;
  selection: Selection;
  phone: boolean;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (user: User) => void;
  onDeed: (deed: DeedOnOne) => void;
}

/** The list: only the rows on screen are in the page, however many are loaded; the next are read ahead. */
export function UsersTable(props: Props) {
  const { space, users, selection, phone, kind, hasMore, onMore } = props;
  const [view] = useViewSettings();
  const hidden = useMemo(() => new Set<string>(view.hidden), [view.hidden]);
  const columns = useMemo(
    () => (phone ? phoneColumns(space.timeZone, kind) : userColumns(space.timeZone, kind, hidden)),
    [phone, space.timeZone, kind, hidden],
  );

  const height = phone ? 64 : view.dense ? 36 : 44;
  const frame = useRef<HTMLDivElement>(null);
  const sight = useRowsInSight({ frame, rows: users, height, hasMore, onMore });
  useKeepPlace(users, height, sight.indexes[0], sight.top);
  const toggle = useRangeToggle(users, selection);
  const keys = useRowKeys({
    frame,
    count: users.length,
    scrollTo: sight.scrollTo,
    onSpace: (index, range) => toggle(index, range),
    onEnter: (index) => users[index] !== undefined && props.onOpen(users[index]),
  });

  const shares = columns.reduce((sum, { id }) => sum + (columnShare[id] ?? 10), 0);
  return (
    <div ref={frame} className={`${rows.frame} ${classes.frame}`}>
      <table className={rows.table} aria-rowcount={props.total + 1} aria-label="Users">
        <colgroup>
          <col width={40} />
          {columns.map(({ id }) => (
            <col key={id} width={`${(((columnShare[id] ?? 10) / shares) * 100).toFixed(2)}%`} />
          ))}
          <col width={44} />
        </colgroup>
        <TableHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
          phone={phone}
          choose={<ChooseLoaded users={users} selection={selection} />}
        />
        <RowsInSight rows={users} sight={sight} onKeyDown={keys.onKeyDown}>
          {(user, index) => (
            <UserRow
              key={user.id}
              user={user}
              columns={columns}
              index={index}
              height={height}
              chosen={selection.has(user.id)}
              current={keys.current === index}
              me={space}
              onFocus={keys.setCurrent}
              onToggle={toggle}
              onOpen={props.onOpen}
              onDeed={props.onDeed}
            />
          )}
        </RowsInSight>
      </table>
    </div>
  );
}

function ChooseLoaded({ users, selection }: { users: User[]; selection: Selection }) {
  const chosen = users.filter((user) => selection.has(user.id)).length;
  const all = chosen === users.length;
  return (
    <Checkbox
      size="xs"
      aria-label="Choose all that are shown"
      checked={all}
      indeterminate={chosen > 0 && !all}
      onChange={() => (all ? selection.clear() : selection.choose(users.map(({ id }) => id)))}
    />
  );
}
