import type { ReactNode } from 'react';
import type { User } from '../../api/types';
import { HowCell, NameCell, StatusCell, TimeCell } from './user-cells';
import classes from './users-table.module.css';
import type { ListKind } from './users-filter';
import { nameOf, roleWords, sourceWords } from './users-words';

/** A column of the list; its id is the sort key of the API, where it can be sorted by. */
export interface UserColumn {
  id: string;
  label: string;
  cell: (user: User) => ReactNode;
}

/** Share of the width each column takes beside the others. */
export const columnShare: Record<string, number> = {
  name: 18,
  email: 27,
  department: 11.5,
  role: 8.5,
  status: 21,
  how: 27,
  deactivatedAt: 14,
  waitingSince: 14,
  lastActivityAt: 14,
  invitedAt: 12,
  joinedAt: 12,
  location: 11,
  employeeId: 10,
  source: 8,
};

const text = (value: string | null) =>
  value === null || value === '' ? (
    <span className={classes.quiet}>–</span>
  ) : (
    <span className="cut" title={value}>
      {value}
    </span>
  );

/** The columns, in their order. Employee id and source cannot be sorted by. */
const allColumns = (timeZone: string): UserColumn[] => [
  { id: 'name', label: 'Name', cell: (user) => <NameCell user={user} /> },
  { id: 'email', label: 'E-mail', cell: (user) => text(user.email) },
  { id: 'department', label: 'Department', cell: (user) => text(user.department) },
  { id: 'role', label: 'Role', cell: (user) => roleWords[user.role] },
  { id: 'status', label: 'Status', cell: (user) => <StatusCell user={user} timeZone={timeZone} /> },
  {
    id: 'lastActivityAt',
    label: 'Last activity',
    cell: (user) => <TimeCell at={user.lastActivityAt} timeZone={timeZone} />,
  },
  { id: 'invitedAt', label: 'Invited', cell: (user) => <TimeCell at={user.invitedAt} timeZone={timeZone} /> },
  {
    id: 'joinedAt',
    label: 'First signed in',
    cell: (user) => <TimeCell at={user.joinedAt} timeZone={timeZone} />,
  },
  { id: 'location', label: 'Location', cell: (user) => text(user.location) },
  { id: 'employeeId', label: 'Employee id', cell: (user) => text(user.employeeId) },
  { id: 'source', label: 'Source', cell: (user) => sourceWords[user.source] },
];

/** The columns of a list, without those that are hidden. */
export function userColumns(timeZone: string, kind: ListKind, hidden: ReadonlySet<string>): UserColumn[] {
  const shown = allColumns(timeZone).filter(({ id }) => !hidden.has(id));
  if (kind === 'users') return shown;
  const instead: Partial<Record<string, UserColumn>> =
    kind === 'waiting'
      ? { lastActivityAt: time('waitingSince', 'Waiting since', timeZone) }
      : {
          status: { id: 'how', label: 'How', cell: (user) => <HowCell user={user} /> },
          lastActivityAt: time('deactivatedAt', 'Deactivated', timeZone),
        };
  return shown.map((column) => instead[column.id] ?? column);
}

const time = (id: 'waitingSince' | 'deactivatedAt', label: string, timeZone: string): UserColumn => ({
  id,
  label,
  cell: (user) => <TimeCell at={user[id]} timeZone={timeZone} />,
});

/** On a phone: one cell of two lines. */
export const phoneColumns = (timeZone: string, kind: ListKind): UserColumn[] => [
  {
    id: 'name',
    label: 'Name',
    cell: (user) => (
      <div className={classes.two}>
        <NameCell user={user} />
        <span className={classes.second}>
          <span className="cut">{nameOf(user) === user.email ? '' : user.email}</span>
          {kind === 'deactivated' ? <HowCell user={user} /> : <StatusCell user={user} timeZone={timeZone} />}
        </span>
      </div>
    ),
  },
];
