import { actingAs, operator, query, type Platform } from '../../platform/command/index.ts';
import { listRunPeople } from './list-run-people.ts';
import type { RunPerson } from './people-schemas.ts';
import type { Run } from './run-queries.ts';
import { findSource, type Source } from './source-queries.ts';

/** A run as it ended, with what a person has to see to: rows, people, and whether its source goes on. */
export interface ToldRun {
  run: Run;
  /** The first of them; `run.counts` says how many there are. */
  rowErrors: RunPerson[];
  conflicts: RunPerson[];
  source: Pick<Source, 'state' | 'pausedReason'>;
}

const most = 200;

/** Reads for the operator what a run says beyond its counts. */
export async function tellRun(platform: Platform, spaceId: string, run: Run): Promise<ToldRun> {
  const request = { spaceId, caller: actingAs(operator), permission: 'manage_users' as const };
  return query(platform, request, async (ctx) => {
    const list = async (outcome: 'error' | 'conflict') =>
      (run.counts[outcome] ?? 0) === 0
        ? []
        : (await listRunPeople(ctx, run.id, { outcome, limit: most })).items;
    const { state = 'active', pausedReason = null } = (await findSource(ctx, { id: run.sourceId })) ?? {};
    return {
      run,
      rowErrors: await list('error'),
      conflicts: await list('conflict'),
      source: { state, pausedReason },
    };
  });
}
