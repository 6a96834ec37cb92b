/** The filter of the Users page as it stands in the address, and as the API takes it. */
export const lastActivityOptions = [
  { value: '', label: 'Any time' },
  { value: 'today', label: 'Today' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: '90d', label: 'Last 90 days' },
  { value: 'over90d', label: 'Over 90 days ago' },
  { value: 'never', label: 'Never Logged In' },
  { value: 'deactivated', label: 'Deactivated' },
] as const;

export const statusOptions = [
  { value: 'invited', label: 'Unclaimed' },
  { value: 'active', label: 'Active' },
  { value: 'waiting', label: 'Waiting for a seat' },
  { value: 'deactivated', label: 'Deactivated' },
];

export const roleOptions = [
  { value: 'owner', label: 'Owner' },
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
];

export const sourceOptions = [
  { value: 'manual', label: 'By hand' },
  { value: 'csv', label: 'CSV' },
  { value: 'sftp', label: 'SFTP' },
  { value: 'folder', label: 'Folder' },
  { value: 'hris', label: 'HRIS' },
  { value: 'scim', label: 'SCIM' },
];

export const invitationOptions = [
  { value: 'queued', label: 'Waiting to be sent' },
  { value: 'sent', label: 'Sent' },
  { value: 'refused', label: 'Address refused' },
  { value: 'opened', label: 'Page opened' },
  { value: 'expired', label: 'Link expired' },
  { value: 'expired14d', label: 'Expired over 14 days ago' },
  { value: 'unclaimed60d', label: 'Unclaimed for 60 days' },
];

export const filterKeys = [
  'lastActivity',
  'q',
  'status',
  'role',
  'department',
  'location',
  'source',
  'invitation',
] as const;
type FilterKey = (typeof filterKeys)[number];

export type UsersFilter = Partial<Record<FilterKey, string>>;

const dialogs = ['invite', 'add-seats', 'exclusions'] as const;

/** What the address of the Users page holds: filter, order, the User whose panel is open, a dialog. */
export interface UsersSearch extends UsersFilter {
  sort?: string;
  user?: string;
  open?: (typeof dialogs)[number];
  /** Rows chosen. */
  chosen?: string;
  /** Seats to begin with in that dialog. */
  seats?: string;
}

/** A status or role that nobody has: what is left of two that exclude each other. */
export const nobody = 'none';

/** What the list can be ordered by; with a minus the other way round. */
export const sortable = new Set([
  ...['name', 'email', 'role', 'department', 'location', 'status'],
  ...['lastActivityAt', 'joinedAt', 'invitedAt', 'waitingSince'],
]);

type Read = (value: unknown) => string;

/** Of a value from the address what there is; empty where nothing. */
const someOf = (options: readonly { value: string }[], ...more: string[]): Read => {
  const known = new Set([...options.map(({ value }) => value), ...more]);
  const parts = (value: unknown) =>
    String(value)
      .split(',')
      .map((part) => part.trim());
  return (value) =>
    parts(value)
      .filter((part) => known.has(part))
      .join(',');
};
const oneOf =
  (options: readonly { value: string }[]): Read =>
  (value) =>
    options.find((option) => option.value === value)?.value ?? '';

const shapedAs =
  (shape: RegExp): Read =>
  (value) =>
    typeof value === 'string' && shape.test(value) ? value : '';

const readable: Partial<Record<string, Read>> = {
  lastActivity: oneOf(lastActivityOptions),
  invitation: oneOf(invitationOptions),
  status: someOf(statusOptions, nobody),
  role: someOf(roleOptions, nobody),
  source: someOf(sourceOptions),
  user: shapedAs(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  seats: shapedAs(/^\d{1,7}$/),
  sort: oneOf([...sortable].flatMap((key) => [{ value: key }, { value: `-${key}` }])),
};

/** Reads the address; what is unknown there is left out. */
export function parseUsersSearch(search: Record<string, unknown>): UsersSearch {
  const result: UsersSearch = {};
  for (const key of [...filterKeys, 'sort', 'user', 'seats', 'chosen'] as const) {
    const value = readable[key]?.(search[key]) ?? search[key];
    if (typeof value === 'string' && value !== '') result[key] = value;
  }
  const open = dialogs.find((dialog) => dialog === search.open);
  if (open !== undefined) result.open = open;
  return result;
}

export function filterOf(search: UsersSearch): UsersFilter {
  const filter: UsersFilter = {};
  for (const key of filterKeys) {
    const value = search[key];
    if (value !== undefined && value !== '') filter[key] = value;
  }
  return filter;
}

export const isFiltered = (filter: UsersFilter): boolean => Object.keys(filter).length > 0;

/** The parts of a pasted list of addresses or ids; undefined where the search is ordinary words. */
export function pastedList(q = ''): string[] | undefined {
  const parts = q
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => !/\s/.test(part)) ? parts : undefined;
}

/** The filter narrowed to these statuses or roles, for an action that applies to them alone. */
export function narrowed(filter: UsersFilter, key: 'status' | 'role', to: string[]): UsersFilter {
  const wanted = filter[key]?.split(',');
  const both = to.filter((value) => wanted === undefined || wanted.includes(value));
  return { ...filter, [key]: both.length === 0 ? nobody : both.join(',') };
}

/** The filter that lists those whom a card counts: what the card shows is what its link shows. */
export function cardFilter(card: 'holders' | 'unclaimed' | 'active', filter: UsersFilter): UsersFilter {
  const plain = filter.lastActivity === undefined && filter.status === undefined;
  switch (card) {
    case 'holders':
      return filter.lastActivity === 'never' && filter.status === undefined
        ? filter
        : narrowed(filter, 'status', ['invited', 'active']);
    case 'unclaimed':
      return plain || (filter.lastActivity === 'never' && filter.status === undefined)
        ? { ...filter, lastActivity: 'never' }
        : narrowed(filter, 'status', ['invited']);
    case 'active':
      return narrowed(filter, 'status', ['active']);
  }
}

/** The list that an address shows: the queue in its order, all else by name unless it says otherwise. */
export function listOf(search: UsersSearch): { filter: UsersFilter; sort: string } {
  const filter = filterOf(search);
  return { filter, sort: search.sort ?? (kindOf(filter) === 'waiting' ? 'waitingSince' : 'name') };
}

/** What the list is a list of: some columns say more of the deactivated and of those who wait. */
export type ListKind = 'users' | 'deactivated' | 'waiting';

export const kindOf = ({ lastActivity, status }: UsersFilter): ListKind => {
  if (lastActivity === 'deactivated' || (lastActivity === undefined && status === 'deactivated'))
    return 'deactivated';
  return lastActivity === undefined && status === 'waiting' ? 'waiting' : 'users';
};
