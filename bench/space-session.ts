import type pg from 'pg';

/** Begins as the application does: same role, same space, so the same policies. */
export const begin = (client: pg.Client, spaceId: string, mode = ''): Promise<unknown> =>
  client.query(`BEGIN ${mode}; SET LOCAL ROLE usher_app; SET LOCAL app.space_id = '${spaceId}'`);

/** Runs statements in one transaction of the space. */
export async function inSpace<T>(client: pg.Client, spaceId: string, run: () => Promise<T>): Promise<T> {
  await begin(client, spaceId);
  const result = await run();
  await client.query('COMMIT');
  return result;
}
