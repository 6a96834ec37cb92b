import type { SpaceContext } from '../../api/session';
import type { User, UserStatus } from '../../api/types';
import { narrowed, type UsersFilter } from './users-filter';

export type DeedName = 'resend' | 'deactivate' | 'reactivate' | 'delete' | 'set_role';

/** Something done to Users: to one, to those chosen, or to all whom a filter matches. */
export interface Deed {
  name: DeedName;
  role?: 'admin' | 'member';
}

/** What is wished for one User: a deed, or the form with their details. */
export type DeedOnOne = { user: User } & (Deed | { name: 'edit' });

/** Whom a deed is for. `count` is how many were shown as chosen. */
export type Target =
  | { kind: 'one'; user: User }
  | { kind: 'chosen'; ids: string[] }
  | { kind: 'filter'; filter: UsersFilter; count: number };

/** The states of a User in which a deed applies. An unclaimed User has Resend and Delete, no Deactivate. */
export const statusesOf: Record<DeedName, UserStatus[]> = {
  resend: ['invited'],
  deactivate: ['active', 'waiting'],
  reactivate: ['deactivated'],
  delete: ['invited', 'active', 'waiting', 'deactivated'],
  set_role: ['invited', 'active', 'waiting', 'deactivated'],
};

/** Of those a filter matches, those to whom a deed applies: the Owner is left alone by work over many. */
export function targetFilter({ name, role }: Deed, filter: UsersFilter): UsersFilter {
  const narrow = narrowed(filter, 'status', statusesOf[name]);
  if (name === 'set_role') return narrowed(narrow, 'role', [role === 'admin' ? 'member' : 'admin']);
  return name === 'resend' || name === 'reactivate' ? narrow : narrowed(narrow, 'role', ['admin', 'member']);
}

/** Whether a deed applies to this User. The Owner is left alone by others, and never deleted or demoted. */
export function applies({ name, role }: Deed, user: User, me: Pick<SpaceContext, 'userId'>): boolean {
  if (!statusesOf[name].includes(user.status)) return false;
  if (name === 'resend') return true;
  if (user.role === 'owner') return name === 'deactivate' && user.id === me.userId;
  return name !== 'set_role' || user.role !== role;
}
