import { sql } from 'kysely';
import { withoutSpace, type Database } from '../../platform/database/index.ts';

export interface SyncFigures {
  kind: string;
  sources: number;
  paused: number;
  held: number;
  /** Of the active source that has gone longest without a good run; null: all are paused. */
  oldestGood: Date | null;
}

/** Sums over every space, by kind of source. */
export async function readSyncFigures(database: Database): Promise<SyncFigures[]> {
  const { rows } = await withoutSpace(database, (tx) =>
    sql<SyncFigures>`
      select kind, sources, paused, held, oldest_good as "oldestGood" from sync_figures()`.execute(tx),
  );
  return rows;
}
