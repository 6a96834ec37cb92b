import { z } from 'zod';

export const Seats = z
  .object({
    total: z.int().describe('Seats the space has'),
    available: z.int().describe('Total less taken; for the whole space'),
    invited: z.int().describe('Users holding a seat (Invited and Active), within the filter'),
    unclaimed: z.int().describe('Invited Users who have never signed in, within the filter'),
    active: z.int().describe('Users who signed in at least once and are not deactivated, within the filter'),
    deactivated: z.int().describe('For the whole space'),
    waiting: z.int().describe('For the whole space'),
    matching: z.int().describe('All Users listed by the filter'),
  })
  .describe('The four cards');
export type Seats = z.output<typeof Seats>;

const text = z.string().max(2000).optional();

const roles = ['owner', 'admin', 'member'] as const;
const statuses = ['invited', 'active', 'waiting', 'deactivated'] as const;
const sources = ['manual', 'csv', 'sftp', 'folder', 'hris', 'scim'] as const;

/** One of these, or several with commas: a slip of the pen is told, where an empty list would hide it. */
const someOf = (values: readonly string[]) =>
  z
    .string()
    .max(2000)
    .regex(new RegExp(`^(\\s*(${values.join('|')})\\s*(,|$))*$`), `Not of: ${values.join(', ')}`)
    .meta({ examples: values.slice(0, 1) })
    .optional();

const listed = (values: readonly string[]) => `${values.join(', ')}; several with commas`;

export const UserFilter = z.object({
  lastActivity: z.enum(['today', '7d', '30d', '90d', 'over90d', 'never', 'deactivated']).optional(),
  q: z
    .string()
    .max(100_000)
    .optional()
    .describe('Beginnings of words of name, e-mail or employee id; or a pasted list of addresses or ids'),
  status: someOf([...statuses, 'none']).describe(`${listed(statuses)}; none matches nobody`),
  role: someOf([...roles, 'none']).describe(`${listed(roles)}; none matches nobody`),
  department: text,
  location: text,
  source: someOf(sources).describe(listed(sources)),
  invitation: z
    .enum(['queued', 'sent', 'refused', 'opened', 'expired', 'expired14d', 'unclaimed60d'])
    .optional()
    .describe(
      'expired14d: expired over 14 days ago; unclaimed60d: invited over 60 days ago, never signed in',
    ),
});
export type UserFilter = z.output<typeof UserFilter>;

const sorts = [
  'name',
  'email',
  'role',
  'department',
  'location',
  'status',
  'lastActivityAt',
  'joinedAt',
  'invitedAt',
  'waitingSince',
] as const;
export type SortKey = (typeof sorts)[number];

export const UserListQuery = UserFilter.extend({
  sort: z
    .enum([...sorts, ...sorts.map((sort) => `-${sort}` as const)])
    .default('name')
    .describe('A minus turns the order round; waitingSince is the queue for a seat'),
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type UserListQuery = z.output<typeof UserListQuery>;

const instant = z.iso.datetime().nullable();

export const User = z.object({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  employeeId: z.string().nullable(),
  role: z.enum(roles),
  status: z.enum(statuses),
  source: z.enum(sources),
  department: z.string(),
  location: z.string(),
  jobTitle: z.string(),
  startDate: z.iso.date().nullable(),
  invitedAt: instant,
  joinedAt: instant.describe('First sign-in through the invitation'),
  lastActivityAt: instant,
  waitingSince: instant,
  eligibleOn: z.iso.date().nullable().describe('Scheduled: the first day on which a seat may be taken'),
  deactivatedAt: instant,
  deactivatedBy: z.string().nullable(),
  deactivatedReason: z.string().nullable(),
  keptOutBy: z.string().nullable(),
  invitation: z
    .object({
      state: z.enum(['queued', 'sent', 'refused', 'opened']),
      expiresAt: z.iso.datetime(),
      expired: z.boolean(),
    })
    .nullable(),
});
export type User = z.output<typeof User>;

export const UserList = z.object({
  items: z.array(User),
  nextCursor: z.string().nullable(),
  seats: Seats.optional().describe('On the first page: the cards, from the same snapshot'),
  unclaimed: z
    .object({
      expired: z.int().describe('Links that have expired'),
      refused: z.int().describe('Addresses that the mail server refused'),
    })
    .optional()
    .describe('On the first page of those who never logged in'),
});
