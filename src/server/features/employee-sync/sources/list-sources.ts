import { sql } from 'kysely';
import type { Context } from '../../../platform/command/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import { pageById, type PageQuery } from '../../../platform/paging/index.ts';
import { isSaidOf } from '../connectors/host-key-rules.ts';
import { ordinaryLimits } from '../guard-rules.ts';
import { needsDecision } from '../run-queries.ts';
import { findSource, listSourceRows, type Source } from '../source-queries.ts';
import { dropFolderOf } from './source-deps.ts';
import type { SyncSource, SyncSourceList } from './source-schemas.ts';
import { keptSecrets, namesOf } from './source-secrets.ts';
import { readPlace } from './source-run-queries.ts';

interface RunRow {
  id: string;
  state: string;
  reason: string | null;
  problem: string | null;
  createdAt: Date;
  tryAgainAt: Date | null;
}

interface Beside {
  id: string;
  people: number;
  createdAt: Date;
  lastRun: RunRow | null;
  waitingRun: RunRow | null;
}

/** A page of the sources with how they are doing, in the order of their making, and the ordinary limits. */
export async function listSources(ctx: Context, page: PageQuery, dropDir: string): Promise<SyncSourceList> {
  const { items, nextCursor } = pageById(await listSourceRows(ctx, page), page.limit);
  return { items: await describe(ctx, items, dropDir), nextCursor, ordinaryLimits };
}

/** One source. @throws DomainError `not_found`. */
export async function readSource(ctx: Context, id: string, dropDir: string): Promise<SyncSource> {
  const source = await findSource(ctx, { id });
  const [described] = source ? await describe(ctx, [source], dropDir) : [];
  if (!described) throw notFound('There is no such source.');
  return described;
}

async function describe(ctx: Context, sources: Source[], dropDir: string): Promise<SyncSource[]> {
  if (sources.length === 0) return [];
  const { slug } = await readPlace(ctx);
  const beside = new Map((await readBeside(ctx, sources)).map((row) => [row.id, row]));
  return sources.map((source) => {
    const {
      people = 0,
      createdAt = ctx.now,
      lastRun = null,
      waitingRun = null,
    } = beside.get(source.id) ?? {};
    const common = {
      ...source,
      schedule: source.schedule as SyncSource['schedule'],
      secretsSet: namesOf(keptSecrets(ctx, source)),
      pausedAt: iso(source.pausedAt),
      nextRunAt: source.kind === 'folder' ? null : iso(source.nextRunAt),
      lastGoodAt: iso(source.lastGoodAt),
      people,
      lastRun: runAnswer(lastRun),
      waitingRun: runAnswer(waitingRun),
      createdAt: createdAt.toISOString(),
      settings: source.kind === 'sftp' ? { ...source.settings, hostKey: source.hostKey } : source.settings,
      ...(source.kind === 'sftp' && { hostKeyChanged: hasOtherKey(source, lastRun) }),
      ...(source.kind === 'folder' && {
        dropFolder: dropFolderOf(dropDir, slug, String(source.settings.folder)),
      }),
    };
    return common as unknown as SyncSource;
  });
}

const hasOtherKey = ({ hostKey }: Source, run: RunRow | null): boolean =>
  run?.reason === 'host_key_changed' && hostKey !== null && isSaidOf(run.problem ?? '', hostKey);

const iso = (date: Date | string | null): string | null => date && new Date(date).toISOString();
const runAnswer = (run: RunRow | null) =>
  run && { ...run, createdAt: iso(run.createdAt) ?? '', tryAgainAt: iso(run.tryAgainAt) };

async function readBeside(ctx: Context, sources: Source[]): Promise<Beside[]> {
  const ids = sources.map(({ id }) => id);
  const latest = (states: ReturnType<typeof sql>) => sql`
    (select jsonb_build_object('id', r.id, 'state', r.state, 'reason', r.reason, 'problem', r.problem,
       'createdAt', r.created_at, 'tryAgainAt', r.try_again_at)
     from sync_runs r where r.space_id = ${ctx.spaceId} and r.source_id = s.id ${states} order by r.id desc limit 1)`;
  const { rows } = await sql<Beside>`
    select s.id, s.created_at as "createdAt",
      (select count(*)::int from users u where u.space_id = ${ctx.spaceId} and u.source_id = s.id
        and u.status <> 'deactivated') as people,
      ${latest(sql``)} as "lastRun",
      ${latest(sql`and ${needsDecision}`)} as "waitingRun"
    from sync_sources s where s.space_id = ${ctx.spaceId} and s.id = any(${ids}::uuid[])`.execute(ctx.tx);
  return rows;
}
