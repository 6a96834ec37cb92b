import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimInvitation } from '../../src/server/features/access/claim-invitation.ts';
import { actingAs, execute } from '../../src/server/platform/command/index.ts';
import { DomainError } from '../../src/server/platform/errors/index.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type ApiAnswer,
  type TestApp,
  type TestSpace,
} from '../support/test-app.ts';

const long = process.env.USHER_LONG !== undefined;
const runs = long ? 600 : 60;

type WhenFull = 'refuse' | 'fill' | 'wait';

/** What may happen to a space. `who` chooses among the Users there are. */
type Step =
  | { kind: 'invite'; people: number; whenFull: WhenFull; role: 'member' | 'admin' }
  | { kind: 'claim' | 'deactivate' | 'delete' | 'resend' | 'demote'; who: number }
  | { kind: 'reactivate'; who: number; whenFull: 'refuse' | 'wait' }
  | { kind: 'deactivateMany' | 'reactivateMany' | 'deleteMany'; who: number; many: number }
  | { kind: 'buy'; seats: number }
  | { kind: 'plan'; seats: number };

const who = fc.nat(1000);
const many = fc.integer({ min: 2, max: 8 });
const of = <T extends Step>(kinds: T['kind'][], rest: object): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constantFrom(...kinds), ...rest }) as unknown as fc.Arbitrary<Step>;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: of(['invite'], {
      people: fc.integer({ min: 1, max: 6 }),
      whenFull: fc.constantFrom('refuse', 'fill', 'wait'),
      role: fc.constantFrom('member', 'member', 'admin'),
    }),
  },
  { weight: 6, arbitrary: of(['claim', 'deactivate', 'delete', 'resend', 'demote'], { who }) },
  {
    weight: 3,
    arbitrary: of(['reactivate'], { who, whenFull: fc.constantFrom('refuse', 'wait') }),
  },
  { weight: 2, arbitrary: of(['deactivateMany', 'reactivateMany', 'deleteMany'], { who, many }) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      of(['buy'], { seats: fc.integer({ min: 10, max: 12 }) }),
      of(['plan'], { seats: fc.nat(1) }),
    ),
  },
);

/** Rounds of steps; those of a round come at once. */
const life = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });

/** What was answered: who was let in and not deleted since, and how many seats were bought. */
class Acknowledged {
  readonly here = new Set<string>();
  bought = 0;
  readonly surprises: string[] = [];

  constructor(
    private readonly app: TestApp,
    private readonly space: TestSpace,
    private readonly name: string,
  ) {
    this.here.add(space.ownerId);
  }

  private count = 0;
  private pick = (n: number) => [...this.here][n % this.here.size] ?? '';
  private some = (n: number, many: number) => [
    ...new Set(Array.from({ length: many }, (_, i) => this.pick(n + i))),
  ];

  private note(answer: ApiAnswer): boolean {
    if (answer.status < 300) return true;
    const known = ['seats_exhausted', 'last_admin', 'owner_protected', 'invalid_state', 'not_found'];
    if (!known.includes(String(answer.body?.code)))
      this.surprises.push(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return false;
  }

  async take(step: Step): Promise<void> {
    const api: TestSpace['api'] = (...given) => this.space.api(...given);
    switch (step.kind) {
      case 'invite': {
        const users = Array.from({ length: step.people }, () => ({
          email: `p${String((this.count += 1))}@${this.name}.test`,
          role: step.role,
        }));
        const answer = await api('POST', '/users', { users, whenFull: step.whenFull });
        if (!this.note(answer)) return;
        for (const { userId } of answer.body.results as { userId?: string }[])
          if (userId !== undefined) this.here.add(userId);
        return;
      }
      case 'claim':
        await claim(this.app, this.space, this.pick(step.who));
        return;
      case 'delete': {
        const id = this.pick(step.who);
        if (this.note(await api('DELETE', `/users/${id}`))) this.here.delete(id);
        return;
      }
      case 'deactivate':
      case 'resend':
        this.note(await api('POST', `/users/${this.pick(step.who)}/${step.kind}`));
        return;
      case 'demote':
        this.note(await api('PATCH', `/users/${this.pick(step.who)}`, { role: 'member' }));
        return;
      case 'reactivate':
        this.note(await api('POST', `/users/${this.pick(step.who)}/reactivate`, { whenFull: step.whenFull }));
        return;
      case 'deactivateMany':
      case 'reactivateMany':
      case 'deleteMany': {
        const ids = this.some(step.who, step.many);
        const action = step.kind.replace('Many', '');
        const answer = await api('POST', '/users/bulk', { action, ids });
        if (!this.note(answer) || action !== 'delete') return;
        for (const result of answer.body.results as { id: string; status: string }[])
          if (result.status === 'done') this.here.delete(result.id);
        return;
      }
      case 'buy':
        if (this.note(await api('POST', '/seat-orders', { seats: step.seats }))) this.bought += step.seats;
        return;
      case 'plan':
        this.note(await api('PUT', '/seat-plan', { reduction: step.seats }));
    }
  }
}

/** Claims with whichever link was sent last; refused where there is nothing to claim. */
async function claim(app: TestApp, space: TestSpace, userId: string): Promise<void> {
  const caller = actingAs({ kind: 'invitee', id: userId, name: 'Invitee' });
  const account = { id: `account of ${userId}` };
  for (let generation = 1; ; generation += 1) {
    try {
      const given = { userId, generation, account };
      await execute(app.platform, { spaceId: space.id, caller }, claimInvitation, given);
      return;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== 'newer_link_sent') return;
    }
  }
}

interface Found {
  id: string;
  status: string;
  role: string;
}

async function everybody(space: TestSpace): Promise<Found[]> {
  const found: Found[] = [];
  for (const filter of ['', '&lastActivity=deactivated']) {
    const { body } = await space.api('GET', `/users?limit=200${filter}`);
    found.push(...(body.items as Found[]));
  }
  return found;
}

test('whatever happens to a space, in whatever order, its pool is its ledger and its Users', async () => {
  const app = await createTestApp({ clock: new TestClock() });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(life, fc.integer({ min: 2, max: 12 }), async (rounds, seats) => {
      const name = `life${String((number += 1))}`;
      const space = await createTestSpace(app, { seats, name });
      const acknowledged = new Acknowledged(app, space, name);
      let administered = false;
      let found: Found[] = [];
      for (const round of rounds) {
        await Promise.all(round.map((one) => acknowledged.take(one)));
        found = await everybody(space);
        expect(found.filter(({ role }) => role === 'owner')).toHaveLength(1);
        const admins = found.filter(({ role, status }) => role !== 'member' && status === 'active');
        // Once an Admin is Active, one always is.
        expect(admins.length > 0 || !administered).toBe(true);
        administered = admins.length > 0;
      }

      expect(acknowledged.surprises).toEqual([]);
      expect(await app.verify()).toEqual([]);
      expect(found.map(({ id }) => id).toSorted()).toEqual([...acknowledged.here].toSorted());
      const { body } = await space.api('GET', '/seats');
      const holding = found.filter(({ status }) => status === 'invited' || status === 'active');
      expect(body).toMatchObject({ total: seats + acknowledged.bought, invited: holding.length });
      // Nobody waits while a seat is free.
      expect(body.waiting > 0 && body.available > 0).toBe(false);
    }),
    { numRuns: runs, endOnFailure: !long },
  );
}, 1_200_000);
