import { actingAs, execute, query, system } from '../../../platform/command/index.ts';
import type { Offer, SeenFile, Session } from '../connectors/connector.ts';
import { FetchError } from '../connectors/fetch-error.ts';
import { chooseFiles, leftAlone } from '../connectors/file-choice-rules.ts';
import { findCheck } from './check-queries.ts';
import type { CheckResult } from './check-schemas.ts';
import { openSession, type Asked } from './open-session.ts';
import { readHead } from './read-head.ts';
import { endCheck } from './start-check.ts';
import type { SourceDeps } from './source-deps.ts';
import { openSecrets } from './source-secrets.ts';
import { readPlace } from './source-run-queries.ts';

type Looked = Omit<Asked, 'slug'> & { mode: 'full' | 'changes'; delimiter: string; encoding: string };

const nothing: CheckResult = {
  hostKey: null,
  files: [],
  file: null,
  headers: [],
  suggestedMapping: {},
  rows: [],
  problem: null,
};

/** Does a look at a source that was asked for, and notes what is there. */
export async function runCheck(deps: SourceDeps, spaceId: string, checkId: string): Promise<void> {
  const { platform } = deps;
  const caller = actingAs(system);
  const asked = await query(platform, { spaceId, caller, permission: 'work' }, async (ctx) => {
    const check = await findCheck(ctx, checkId);
    if (check?.state !== 'queued' || check.sealedInput === null) return undefined;
    const input = openSecrets(ctx.secrets, { spaceId, id: checkId }, check.sealedInput) as Looked;
    return { ...input, slug: (await readPlace(ctx)).slug };
  });
  if (!asked) return;
  const end = await look(deps, asked).then(
    (result) => ({ result }),
    (error: unknown) => {
      if (error instanceof FetchError) {
        // The first look at a host is there to find its key out.
        if (error.reason === 'host_key_unknown') return { result: { ...nothing, hostKey: error.message } };
        const result = error.hostKey === undefined ? null : { ...nothing, hostKey: error.hostKey };
        return { code: error.reason, problem: error.message, result };
      }
      deps.log.warn({ err: error }, 'a check of a source');
      return {
        code: 'internal_error',
        problem: 'This could not be tried, and it is not your doing.',
        result: null,
      };
    },
  );
  await execute(platform, { spaceId, caller }, endCheck, { id: checkId, end });
}

async function look(deps: SourceDeps, asked: Looked & { slug: string }): Promise<CheckResult> {
  const session = await openSession({ ...deps, settleMs: 0 }, { ...asked, everyField: true });
  try {
    const files = session.whole ? [] : await session.list();
    const pattern = String(asked.settings.pattern);
    const candidates = files.filter((file) => leftAlone(file, pattern) === undefined);
    const { take } = chooseFiles(candidates, { mode: asked.mode, isKnown: () => false });
    const offer = session.whole ?? take[0];
    const seen = { ...nothing, hostKey: asked.hostKey, files: describe(files, pattern, take) };
    if (!offer) {
      const sentence = files.length === 0 ? 'The folder is empty.' : `No file fits ${pattern}.`;
      return { ...seen, problem: { reason: 'no_file', sentence } };
    }
    return { ...seen, file: offer.name, ...(await preview(session, offer, asked)) };
  } finally {
    await session.close();
  }
}

async function preview(session: Session, offer: Offer, asked: Looked) {
  const answerOf = session.whole ? offer.name : undefined;
  const head = await readHead(session.read(offer), { ...asked, answerOf });
  const incomplete = session.incomplete();
  const people = session.people?.();
  const problem =
    head.problem ?? (incomplete === undefined ? null : { reason: 'incomplete', sentence: incomplete });
  return { ...head, problem, ...(people && { people }) };
}

const describe = (files: SeenFile[], pattern: string, take: SeenFile[]): CheckResult['files'] =>
  files
    .toSorted((a, b) => b.time.getTime() - a.time.getTime())
    .slice(0, 100)
    .map((file) => ({
      name: file.name.slice(0, 255).toWellFormed(),
      bytes: file.bytes,
      time: file.time.toISOString(),
      taken: take.includes(file),
      leftAlone: leftAlone(file, pattern) ?? null,
    }));
