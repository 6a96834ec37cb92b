import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';
import { UserResult } from './change-schemas.ts';
import { Seats, User, UserFilter } from './schemas.ts';

/** An action over many Users, without saying which. */
export const BulkAction = z.object({
  action: z.enum(['resend', 'deactivate', 'reactivate', 'delete', 'set_role']),
  reason: z.string().trim().max(500).optional().describe('With deactivate'),
  role: z.enum(['admin', 'member']).optional().describe('With set_role, required'),
  whenFull: z
    .enum(['refuse', 'fill', 'wait'])
    .optional()
    .describe('With reactivate; over 1,000 or by filter, refuse means that who finds no seat is refused'),
});
export type BulkAction = z.output<typeof BulkAction>;

const needsRole = (action: { action: string; role?: unknown }) =>
  action.action !== 'set_role' || action.role !== undefined;
const roleMissing = { message: 'set_role needs a role', path: ['role'] };

const ids = (max: number) => z.array(z.uuid()).min(1).max(max);

/** Up to this many are done at once, in the call's own transaction; more go on in a job. */
export const atOnce = 1000;

export const BulkInput = BulkAction.extend({
  ids: ids(100_000).optional(),
  filter: UserFilter.optional().describe('Everybody whom the list shows under this filter'),
  operation: z.uuid().optional().describe('Everybody to whom this operation was done, to take it back'),
  expected: z.int().min(0).optional().describe('The number that was shown'),
})
  .refine(
    ({ ids: some, filter, operation }) =>
      [some, filter, operation].filter((of) => of !== undefined).length === 1,
    { message: 'one of ids, filter and operation', path: ['ids'] },
  )
  .refine(needsRole, roleMissing);

export const BulkNow = BulkAction.extend({ ids: ids(atOnce) }).refine(needsRole, roleMissing);

export const PreviewInput = z
  .object({
    action: BulkAction.shape.action,
    role: BulkAction.shape.role,
    ids: ids(10_000).optional(),
    filter: UserFilter.optional(),
    statuses: z
      .array(User.shape.status)
      .optional()
      .describe('With ids: those in other states are left out, as the page leaves out who has not claimed'),
  })
  .refine(({ ids: some, filter }) => (some === undefined) !== (filter === undefined), {
    message: 'either ids or filter',
    path: ['ids'],
  })
  .refine(needsRole, roleMissing);
export type PreviewInput = z.output<typeof PreviewInput>;

const Named = z.object({ id: z.uuid(), name: z.string() });

export const Preview = z.object({
  applies: z.int().describe('To how many it will be done'),
  frees: z.int().describe('Seats that come free'),
  keptOut: z
    .int()
    .describe(
      'Of those deactivated or deleted, how many employee data tells of: it is kept from bringing them back',
    ),
  promoted: z.int().describe('Of those who wait, how many get a seat by it'),
  next: z.array(Named).describe('The first three of them, in the order of the queue'),
  seats: Seats,
  people: z
    .array(Named.extend({ email: z.string(), code: UserResult.shape.code }))
    .describe('With ids: each as they are, and why it will not be done to them'),
});
export type Preview = z.output<typeof Preview>;

const states = ['queued', 'running', 'done', 'failed'] as const;

export const Operation = z.object({
  id: z.uuid(),
  action: BulkAction.shape.action,
  state: z.enum(states),
  total: z.int(),
  done: z.int(),
  refused: z.int().describe('Of those done, how many were refused'),
  results: z.array(UserResult).describe('Those refused, with why; the first 10,000 of them'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  startedBy: z.object({ id: z.string().nullable(), name: z.string() }),
});
export type Operation = z.output<typeof Operation>;

export const OperationRow = Operation.omit({ refused: true, results: true });
export type OperationRow = z.output<typeof OperationRow>;
export const OperationList = listOf(OperationRow);
