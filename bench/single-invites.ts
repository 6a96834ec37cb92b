import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { v7 } from 'uuid';
import { searchWords } from '../src/server/features/users/index.ts';
import { inTurn, timed, type Row } from './measure.ts';
import { columnsOf, insertRows, makePeople, type Person } from './people.ts';
import { inSpace } from './space-session.ts';
import type { BenchSpace, Usher } from './usher.ts';

export const connections = 20;

/** n people invited one by one over HTTP by 20 at once, against the same writes through bare pg by 20 at once. */
export async function singleInvites(usher: Usher, size: number, rounds: number): Promise<Row> {
  const clients = await Promise.all(Array.from({ length: connections }, () => usher.connect()));
  const perSecond = (milliseconds: number) => (size * 1000) / milliseconds;
  let round = 0;
  const { ours, baseline } = await inTurn(
    rounds,
    async () => {
      const space = await usher.makeSpace();
      const people = makePeople(size, `s${String((round += 1))}x`);
      const invite = (person: Person) =>
        usher.call(space, 'POST', '/users', JSON.stringify({ users: [person] }));
      return perSecond(await timed(() => byTwenty(people, invite)));
    },
    async () => {
      const space = await usher.makeSpace();
      const people = makePeople(size, `t${String((round += 1))}x`);
      const write = (person: Person, worker: number) =>
        inviteBare(clients[worker] as pg.Client, space, person);
      return perSecond(await timed(() => byTwenty(people, write)));
    },
  );
  const ratio = ours / baseline;
  const work = `invite one by one, ${String(connections)} at once`;
  const reach = '≥ 0.5 ×';
  return {
    work,
    size: String(size),
    ours,
    baseline,
    unit: 'per second',
    ratio,
    reach,
    holds: ratio >= 0.5,
  };
}

async function byTwenty(
  people: Person[],
  run: (person: Person, worker: number) => Promise<unknown>,
): Promise<void> {
  const waiting = people.values();
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      for (const person of waiting) await run(person, worker);
    }),
  );
}

/** Every row an invitation writes, a statement for each table, prepared; nothing is read, checked or worked out. */
async function inviteBare(client: pg.Client, space: BenchSpace, person: Person): Promise<void> {
  const [ids = [], ...columns] = columnsOf([person]) as string[][];
  const id = ids[0];
  const now = new Date();
  const write = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await inSpace(client, space.id, async () => {
    await write('pool', statements.pool, [space.id, now]);
    await write('user', insertRows, [space.id, now, ids, ...columns]);
    await write('words', statements.words, [space.id, id, searchWords(person)]);
    await write('invitation', statements.invitation, [space.id, id, new Date(now.getTime() + 7 * 864e5)]);
    await write('mail', statements.mail, [space.id, v7(), person.email, id, now]);
    await write('job', statements.job, [randomUUID(), { spaceId: space.id }]);
    await write('audit', statements.audit, [space.id, v7(), now, id]);
  });
}

const statements = {
  pool: `
    with moved as (
      update seat_pools set taken = taken + 1, invited = invited + 1, ledger_number = ledger_number + 1, updated_at = $2
      where space_id = $1 and taken + 1 <= total
      returning *
    )
    insert into seat_ledger (space_id, number, at, movement, reason, actor_kind, total_delta, invited_delta,
      active_delta, waiting_delta, deactivated_delta, total, taken, invited, active, waiting, deactivated)
    select space_id, ledger_number, $2, 'take', 'invited', 'operator', 0, 1, 0, 0, 0,
      total, taken, invited, active, waiting, deactivated
    from moved`,
  words: 'insert into user_words (space_id, user_id, word) select $1, $2, unnest($3::text[])',
  invitation: `insert into invitations (space_id, user_id, invited_by, expires_at) values ($1, $2, 'Bench', $3)`,
  mail: `
    insert into mails (space_id, id, kind, to_email, user_id, data, next_attempt_at, created_at)
    values ($1, $2, 'invitation', $3, $4, '{"generation":1}', $5, $5)`,
  job: `insert into pgboss.job (id, name, data) values ($1, 'deliver_mails', $2)`,
  audit: `
    insert into audit_events (space_id, id, at, actor_kind, action, subject_kind, subject_id)
    values ($1, $2, $3, 'operator', 'user.invited', 'user', $4)`,
};
