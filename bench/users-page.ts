import type pg from 'pg';
import { countSeats, encodeCursor, listUsers, UserListQuery } from '../src/server/features/users/index.ts';
import { atMost, inTurn, timed, type Row } from './measure.ts';
import { recordStatements, replay } from './recorded.ts';
import { inSpace } from './space-session.ts';
import type { BenchSpace, Usher } from './usher.ts';

interface Page {
  name: string;
  query: Record<string, string>;
}

// A call takes milliseconds: a few more make its median steady.
const callsARound = 4;

/** Each page of the list over HTTP, against the statements it sends through bare pg. */
export async function usersPages(
  usher: Usher,
  space: BenchSpace,
  size: number,
  rounds: number,
): Promise<Row[]> {
  const client = await usher.connect();
  const rows: Row[] = [];
  for (const page of await pagesOf(client, space)) {
    const query = UserListQuery.parse(page.query);
    const statements = await recordStatements(usher.appUrl, space.id, (tx) =>
      listUsers({ tx, spaceId: space.id, now: new Date() }, query),
    );
    const again = replay(client, space.id, statements);
    const path = `/users?${new URLSearchParams(page.query).toString()}`;
    const figures = await inTurn(
      rounds * callsARound,
      () => timed(() => usher.call(space, 'GET', path)),
      () => timed(again),
    );
    rows.push(atMost({ work: `Users page, ${page.name}`, size: String(size) }, figures, 1.5, 3));
  }
  return rows;
}

/** The four cards over HTTP, against the same read through bare pg. */
export async function cards(usher: Usher, space: BenchSpace, size: number, rounds: number): Promise<Row[]> {
  const client = await usher.connect();
  const rows: Row[] = [];
  for (const [name, filter] of [
    ['no filter', {}],
    ['by department', { department: 'Sales' }],
    ['last 30 days', { lastActivity: '30d' as const }],
  ] as const) {
    const statements = await recordStatements(usher.appUrl, space.id, (tx) =>
      countSeats({ tx, spaceId: space.id, now: new Date() }, filter),
    );
    const again = replay(client, space.id, statements);
    const path = `/seats?${new URLSearchParams(filter).toString()}`;
    const figures = await inTurn(
      rounds * callsARound,
      () => timed(() => usher.call(space, 'GET', path)),
      () => timed(again),
    );
    rows.push(atMost({ work: `four cards, ${name}`, size: String(size) }, figures, 1.5, 3));
  }
  return rows;
}

async function pagesOf(client: pg.Client, space: BenchSpace): Promise<Page[]> {
  const cursorAt = async (share: number): Promise<string> => {
    const { rows } = await inSpace(client, space.id, () =>
      client.query<{ sort_name: string; id: string }>(
        `select sort_name, id from users where space_id = $1 and status <> 'deactivated' order by sort_name, id
         offset (select ((taken + waiting - 51) * $2::float)::int from seat_pools where space_id = $1) limit 1`,
        [space.id, share],
      ),
    );
    return encodeCursor({ sort: 'name' }, [rows[0]?.sort_name ?? ''], rows[0]?.id ?? '');
  };
  return [
    { name: 'first', query: {} },
    { name: 'deep', query: { cursor: await cursorAt(0.5) } },
    { name: 'last', query: { cursor: await cursorAt(1) } },
    { name: 'never logged in', query: { lastActivity: 'never' } },
    { name: 'deactivated', query: { lastActivity: 'deactivated' } },
    { name: 'last 30 days', query: { lastActivity: '30d' } },
    { name: 'a department', query: { department: 'Sales' } },
    { name: 'search', query: { q: 'ada lovel' } },
  ];
}
