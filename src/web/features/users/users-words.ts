import { count, plural } from '../../ui/words';
import type { User, UserStatus } from '../../api/types';
import { isFiltered, type UsersFilter } from './users-filter';

export function nameOf(user: Pick<User, 'firstName' | 'lastName' | 'email'>): string {
  const name = `${user.firstName} ${user.lastName}`.trim();
  return name === '' ? user.email : name;
}

export const statusWords: Record<UserStatus, string> = {
  invited: 'Unclaimed',
  active: 'Active',
  waiting: 'Waiting for a seat',
  deactivated: 'Deactivated',
};

export const roleWords = { owner: 'Owner', admin: 'Admin', member: 'Member' };

export const sourceWords = {
  manual: 'By hand',
  csv: 'CSV',
  sftp: 'SFTP',
  folder: 'Folder',
  hris: 'HRIS',
  scim: 'SCIM',
};

const activityPhrases: Record<string, [string, string]> = {
  today: ['user active today', 'users active today'],
  '7d': ['user active in the last 7 days', 'users active in the last 7 days'],
  '30d': ['user active in the last 30 days', 'users active in the last 30 days'],
  '90d': ['user active in the last 90 days', 'users active in the last 90 days'],
  over90d: ['user last active over 90 days ago', 'users last active over 90 days ago'],
  never: ['user never logged in', 'users never logged in'],
  deactivated: ['deactivated user', 'deactivated users'],
};

const statusPhrases: Record<string, [string, string]> = {
  invited: ['unclaimed user', 'unclaimed users'],
  active: ['active user', 'active users'],
  waiting: ['user waiting for a seat', 'users waiting for a seat'],
  deactivated: ['deactivated user', 'deactivated users'],
  'invited,active': ['user holding a seat', 'users holding a seat'],
};

/** The list's heading in words: "9 users never logged in", "1 user matches the filters". */
export function headingWords(filter: UsersFilter, matching: number): string {
  const { lastActivity, status, ...rest } = filter;
  const phrase = lastActivity === undefined ? statusPhrases[status ?? ''] : activityPhrases[lastActivity];
  const alone = lastActivity === undefined || status === undefined;
  if (phrase !== undefined && alone && !isFiltered(rest)) return plural(matching, phrase[0], phrase[1]);
  if (!isFiltered(filter)) return plural(matching, 'user');
  return plural(matching, 'user matches the filters', 'users match the filters');
}

/** What a refused row of a bulk action says. */
export function refusalWords(code: string | undefined): string {
  switch (code) {
    case 'last_admin':
      return 'The last Admin stays';
    case 'seats_exhausted':
      return 'No free seat';
    case 'owner_protected':
      return 'The Owner stays';
    case 'kept_out':
      return 'Kept out by an Admin';
    case 'forbidden':
      return 'Not allowed';
    case 'not_found':
      return 'No longer here';
    default:
      return 'Does not apply to this user';
  }
}

/** "1 seat free", "0 seats", for the line beneath a figure. */
export const seatsWords = (n: number): string => plural(n, 'seat');
export const shown = (n: number, of: number): string => `Showing ${count(n)} of ${count(of)}`;
