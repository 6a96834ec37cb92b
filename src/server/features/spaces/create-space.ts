import { z } from 'zod';
import { v7 } from 'uuid';
import {
  actingAs,
  command,
  execute,
  type Caller,
  type Context,
  type Platform,
} from '../../platform/command/index.ts';
import { isUniqueViolation, withoutSpace } from '../../platform/database/index.ts';
import { recordInitialOrder } from '../charging/index.ts';
import { insertPool, takeSeats } from '../seats/index.ts';
import { insertUsers, invitationToken, issueFirstInvitations } from '../invitations/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { isEmail } from '../users/index.ts';
import { insertSettings, insertSpace, setOwner, slugExists } from './space-queries.ts';
import { TimeZone } from './schemas.ts';
import { slugOf } from './space-rules.ts';

export const CreateSpaceInput = z.object({
  name: z.string().trim().min(1).max(200),
  ownerEmail: z.string().trim().refine(isEmail, 'is not an e-mail address'),
  ownerFirstName: z.string().trim().max(200).default(''),
  ownerLastName: z.string().trim().max(200).default(''),
  seats: z.int().min(1).max(1_000_000).describe('Seats bought to begin with'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is a currency of three capital letters')
    .default('GBP'),
  pricePerSeat: z.int().min(0).max(100_000_000).default(0).describe('Minor units a seat and period'),
  billingPeriod: z.enum(['month', 'year']).default('year'),
  timeZone: TimeZone.default('Europe/London'),
  taxRate: z.number().min(0).max(100).default(0).describe('Per cent, two decimals'),
});

const makeSpace = command({
  name: 'create_space',
  permission: 'operate',
  input: CreateSpaceInput,
  async run(ctx, input) {
    await insertSettings(ctx, input);
    await insertPool(ctx);
    const { seats, currency, pricePerSeat, billingPeriod } = input;
    const taxRateBp = Math.round(input.taxRate * 100);
    await recordInitialOrder(ctx, {
      seats,
      currency,
      pricePerSeat,
      billingPeriod,
      taxRateBp,
      buyer: { name: input.name },
      billingEmail: input.ownerEmail,
    });
    await takeSeats(ctx, { invited: 1 }, 'space_made');
    const row = {
      email: input.ownerEmail,
      firstName: input.ownerFirstName,
      lastName: input.ownerLastName,
      role: 'admin' as const,
    };
    const [ownerId = ''] = await insertUsers(ctx, [{ row, status: 'invited', waitingOrder: 0 }], {
      source: 'manual',
      sourceId: null,
    });
    await setOwner(ctx, ownerId);
    await issueFirstInvitations(ctx, [{ id: ownerId, email: input.ownerEmail, status: 'invited' }]);
    return {
      result: {
        ownerId,
        ownerToken: invitationToken(ctx.secrets, { spaceId: ctx.spaceId, userId: ownerId, generation: 1 }),
      },
      audit: [
        { action: 'space.made', subject: 'space', subjectId: ctx.spaceId, detail: { seats: input.seats } },
        { action: 'user.invited', subject: 'user', subjectId: ownerId, detail: { role: 'owner' } },
      ],
    };
  },
});

export interface MadeSpace {
  space: { id: string; slug: string; name: string };
  ownerId: string;
  ownerToken: string;
}

/**
 * Makes a space with its seats, its first order and its Owner, who is Invited and holds a seat.
 * The slug comes from the name, with a number behind it where it is taken.
 * @param finish does more in the same transaction; it is given the Owner's id.
 * @throws DomainError `invalid_request`, and what `finish` refuses with.
 */
export async function createSpace(
  platform: Platform,
  input: z.input<typeof CreateSpaceInput>,
  caller: Caller = actingAs({ kind: 'operator', id: null, name: 'Operator' }),
  finish?: (ctx: Context, ownerId: string) => Promise<void>,
): Promise<MadeSpace> {
  const making = finish
    ? command({
        ...makeSpace,
        async run(ctx, given) {
          const outcome = await makeSpace.run(ctx, given);
          await finish(ctx, outcome.result.ownerId);
          return outcome;
        },
      })
    : makeSpace;
  const base = slugOf(input.name);
  for (let attempt = 1; attempt <= 50; attempt += 1) {
    const slug = attempt === 1 ? base : `${base}-${String(attempt)}`;
    if (await withoutSpace(platform.database, (tx) => slugExists(tx, slug))) continue;
    const space = { id: v7(), slug, name: input.name.trim() };
    const inserting: Caller = {
      key: caller.key,
      async identify(tx, spaceId, now) {
        // The row of `spaces` belongs to the same transaction as everything in the space.
        await insertSpace(tx, space, now);
        return caller.identify(tx, spaceId, now);
      },
    };
    try {
      const made = await execute(platform, { spaceId: space.id, caller: inserting }, making, input);
      return { space, ...made };
    } catch (error) {
      if (!isUniqueViolation(error, 'spaces_slug_key')) throw error;
    }
  }
  throw new DomainError('slug_taken', 'There are too many spaces of this name. Choose another name.');
}
