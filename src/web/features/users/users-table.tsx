import { Checkbox } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { columnShare, type ListKind, phoneColumns, userColumns } from './user-columns';
import { UserRow } from './user-row';
import type { Selection } from './use-selection';
import { useKeepPlace } from './use-keep-place';
import { useRangeToggle } from './use-range-toggle';
import { useRowKeys } from './use-row-keys';
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

  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = frame.current;
    if (place === null) return;
    const look = () => setTop(Math.round(place.getBoundingClientRect().top + window.scrollY));
    look();
    // What stands above the list comes and goes: banners, pills, a line of running work.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const height = phone ? 64 : view.dense ? 36 : 44;
  const virtual = useWindowVirtualizer({
    count: users.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const shown = virtual.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);

  const last = shown.at(-1)?.index ?? 0;
  // Asked again when other rows have come, even as many: who scrolls while an order changes asks too soon.
  useEffect(() => {
    if (hasMore && last >= users.length - 30) onMore();
  }, [hasMore, last, users, onMore]);

  useKeepPlace(users, height, shown[0]?.index, top);
  const toggle = useRangeToggle(users, selection);
  const keys = useRowKeys({
    frame,
    count: users.length,
    scrollTo: (index) => virtual.scrollToIndex(index),
    onSpace: (index, range) => toggle(index, range),
    onEnter: (index) => users[index] !== undefined && props.onOpen(users[index]),
  });

  const shares = columns.reduce((sum, { id }) => sum + (columnShare[id] ?? 10), 0);
  return (
    <div ref={frame} className={classes.frame}>
      <table className={classes.table} aria-rowcount={props.total + 1} aria-label="Users">
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
        <tbody onKeyDown={keys.onKeyDown}>
          <Gap height={before} />
          {shown.map(({ index }) => {
            const user = users[index];
            return user === undefined ? null : (
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
            );
          })}
          <Gap height={after} />
        </tbody>
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

/** The place of the rows that are not in the page. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className={classes.gap} style={{ height }} />
    </tr>
  );
}
