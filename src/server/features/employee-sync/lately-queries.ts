import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { mayLeave, type Figures, type Limits } from './guard-rules.ts';

type Lately = Pick<Figures, 'leaversBefore' | 'peopleBefore' | 'peopleNow'>;

/**
 * Leavers of the source applied since, and its Users who were in at that time. Who is unchanged or leaves is in
 * for certain: where that many are enough for the leavers, nobody else is counted, and the figures say no more.
 */
export async function readLately(
  ctx: Context,
  source: { id: string; limits: Limits },
  run: { leavers: number; unchanged: number },
  since: Date,
): Promise<Lately> {
  if (run.leavers === 0) return { leaversBefore: 0, peopleBefore: 0, peopleNow: 0 };
  const { left, came } = await countMoves(ctx, source.id, since);
  const certain = run.unchanged + run.leavers;
  const before = Math.max(0, certain + left - came);
  if (run.leavers + left <= mayLeave(source.limits, before)) {
    return { leaversBefore: left, peopleBefore: before, peopleNow: certain };
  }
  const { here, byHand } = await countPeople(ctx, source.id, since);
  return { leaversBefore: left, peopleBefore: Math.max(0, here + left + byHand - came), peopleNow: here };
}

async function countMoves(
  ctx: Context,
  sourceId: string,
  since: Date,
): Promise<{ left: number; came: number }> {
  const { rows } = await sql<{ left: number; came: number }>`
    select count(*) filter (where p.outcome = 'leaver' and p.result = 'deactivated')::int as left,
      count(*) filter (where p.outcome <> 'leaver' and p.result in ('invited', 'active', 'waiting', 'linked'))::int as came
    from sync_runs r
    join sync_plan p on p.space_id = ${ctx.spaceId} and p.run_id = r.id
      and p.outcome in ('leaver', 'joiner', 'returner', 'link') and p.applied_at >= ${since}
    where r.space_id = ${ctx.spaceId} and r.source_id = ${sourceId} and r.kind = 'sync' and r.undone_by_run_id is null
      and r.apply_started_at >= ${since}::timestamptz - interval '1 day'`.execute(ctx.tx);
  return rows[0] ?? { left: 0, came: 0 };
}

async function countPeople(
  ctx: Context,
  sourceId: string,
  since: Date,
): Promise<{ here: number; byHand: number }> {
  const { rows } = await sql<{ here: number; byHand: number }>`
    select
      (select count(*)::int from users where space_id = ${ctx.spaceId} and source_id = ${sourceId}
        and status in ('invited', 'active', 'waiting')) as here,
      (select count(*)::int from users where space_id = ${ctx.spaceId} and source_id = ${sourceId}
        and status = 'deactivated' and kept_out_by is not null and deactivated_at >= ${since}) as "byHand"`.execute(
    ctx.tx,
  );
  return rows[0] ?? { here: 0, byHand: 0 };
}
