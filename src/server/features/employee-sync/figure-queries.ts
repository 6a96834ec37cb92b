import { sql } from 'kysely';
import { withoutSpace, type Database } from '../../platform/database/index.ts';

export interface SourceFigures {
  id: string;
  kind: string;
  paused: boolean;
  held: number;
  /** When its last good run was, or it was made where it has had none. */
  goodAt: Date;
}

/** Every source of every space, in one statement. */
export async function readSourceFigures(database: Database): Promise<SourceFigures[]> {
  const { rows } = await withoutSpace(database, (tx) =>
    sql<SourceFigures>`
      select id, kind, paused, held, good_at as "goodAt" from sync_source_figures()`.execute(tx),
  );
  return rows;
}
