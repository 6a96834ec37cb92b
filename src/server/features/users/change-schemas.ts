import { z } from 'zod';
import type { AuditEntry } from '../../platform/command/index.ts';
import { DomainError, type ErrorCode } from '../../platform/errors/index.ts';
import { Seats } from './schemas.ts';

const Ids = z
  .array(z.uuid().transform((id) => id.toLowerCase()))
  .min(1)
  .max(100_000)
  .transform((ids) => [...new Set(ids)]);

const Detail = z.record(z.string(), z.unknown());

/** What every change of n Users takes beside its own. */
export const Change = z.object({
  ids: Ids,
  /** True for a call about one User: a refusal is thrown and nothing is done. */
  orNothing: z.boolean().default(false),
  /** Goes into the audit log: `all` with every row, `each` with the row of that User (run, file, line). */
  trace: z.object({ all: Detail.optional(), each: z.record(z.string(), Detail).optional() }).optional(),
});
export type Trace = z.output<typeof Change>['trace'];

export const UserResult = z.object({
  id: z.uuid(),
  status: z.enum(['done', 'refused']),
  becomes: z.enum(['invited', 'active', 'waiting']).optional().describe('After a reactivation'),
  code: z
    .enum([
      'not_found',
      'invalid_state',
      'last_admin',
      'owner_protected',
      'forbidden',
      'kept_out',
      'seats_exhausted',
      'user_exists',
    ])
    .optional(),
});
export type UserResult = z.output<typeof UserResult>;
export type RefusalCode = NonNullable<UserResult['code']>;

export const ChangeResult = z.object({ results: z.array(UserResult), seats: Seats });
export type ChangeResult = z.output<typeof ChangeResult>;

const sentences: Record<RefusalCode, string> = {
  not_found: 'There is no such User in this space.',
  invalid_state: 'This cannot be done to a User in this state.',
  last_admin: 'This is the last Active Admin. Make somebody else an Admin first.',
  owner_protected: 'An Admin may not remove the Owner. The Owner can hand the role on.',
  forbidden: 'This may not be done to an Admin by the employee data.',
  kept_out: 'An Admin keeps this User out. An Admin can lift that.',
  seats_exhausted: 'There is no free seat.',
  user_exists: 'Another User of this space has this e-mail address or employee id.',
};

/** The refusal of one User, thrown where a call is about that User alone. */
export const refusal = (code: RefusalCode): DomainError =>
  new DomainError(code satisfies ErrorCode, sentences[code]);

/** Throws the first refusal where the call was for all or nothing. */
export function orThrow(results: UserResult[], orNothing: boolean): void {
  const refused = orNothing ? results.find((result) => result.code !== undefined) : undefined;
  if (refused?.code) throw refusal(refused.code);
}

/** One audit row about a User, with whatever the caller wants traced. */
export function aboutUser(
  action: string,
  userId: string,
  trace: Trace,
  rest: { detail?: Record<string, unknown>; values?: Record<string, unknown> } = {},
): AuditEntry {
  const detail = { ...trace?.all, ...trace?.each?.[userId], ...rest.detail };
  return { action, subject: 'user', subjectId: userId, detail, ...(rest.values && { values: rest.values }) };
}
