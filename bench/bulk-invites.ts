import { atMost, inTurn, timed, type Row } from './measure.ts';
import { columnsOf, insertRows, makePeople } from './people.ts';
import { inSpace } from './space-session.ts';
import type { Usher } from './usher.ts';

/** n people invited in one call over HTTP, against one INSERT of the same rows of `users` alone. */
export async function bulkInvites(usher: Usher, size: number, rounds: number): Promise<Row> {
  const client = await usher.connect();
  let round = 0;
  const figures = await inTurn(
    rounds,
    async () => {
      const space = await usher.makeSpace();
      const body = JSON.stringify({ users: makePeople(size, `r${String((round += 1))}x`) });
      return timed(() => usher.call(space, 'POST', '/users', body));
    },
    async () => {
      const space = await usher.makeSpace();
      const columns = columnsOf(makePeople(size, `b${String((round += 1))}x`));
      return timed(() =>
        inSpace(client, space.id, () => client.query(insertRows, [space.id, new Date(), ...columns])),
      );
    },
  );
  // Below 10,000 the constant part of a call weighs: told, not promised.
  const row = atMost({ work: 'invite in one call', size: String(size) }, figures, 3);
  return size >= 10_000 ? row : { ...row, reach: 'none below 10000', holds: true };
}
