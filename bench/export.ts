import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { atMost, inTurn, timed, type Row } from './measure.ts';
import { begin } from './space-session.ts';
import type { BenchSpace, Usher } from './usher.ts';

const nowhere = () =>
  new Writable({
    write: (_piece, _encoding, done) => {
      done();
    },
  });

/** The list as CSV over HTTP, against COPY of the same columns as they stand in the table. */
export async function exportCsv(usher: Usher, space: BenchSpace, size: number, rounds: number): Promise<Row> {
  const client = await usher.connect();
  const figures = await inTurn(
    rounds,
    () => timed(() => usher.drain(space, '/users.csv')),
    () => timed(() => copyBare(client, space)),
  );
  return atMost({ work: 'export as CSV', size: String(size) }, figures, 3);
}

async function copyBare(client: pg.Client, space: BenchSpace): Promise<void> {
  await begin(client, space.id);
  const copy = `copy (
    select u.id, email, first_name, last_name, employee_id, role, status, department, location, job_title, source,
      invited_at, joined_at, last_activity_at, eligible_on, deactivated_at, deactivated_by, deactivated_reason,
      i.mail_state, i.expires_at
    from users u left join invitations i on i.space_id = '${space.id}' and i.user_id = u.id
    where u.space_id = '${space.id}' and status <> 'deactivated' order by sort_name, u.id
  ) to stdout (format csv, header)`;
  await pipeline(client.query(copyTo(copy)), nowhere());
  await client.query('COMMIT');
}
