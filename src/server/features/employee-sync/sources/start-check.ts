import { z } from 'zod';
import { command, type Context } from '../../../platform/command/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import { newId } from '../../../platform/ids/index.ts';
import { findSource } from '../source-queries.ts';
import { findCheck, finishCheck, insertCheck } from './check-queries.ts';
import { CheckResult, NewCheck, type SourceCheck } from './check-schemas.ts';
import { refuseUnusable } from './source-rules.ts';
import type { SourceSecrets } from './source-schemas.ts';
import { addressOf, keptSecrets, relevantSecrets, sealSecrets } from './source-secrets.ts';
import { withVendorMapping } from './vendor-mapping.ts';

/** Asks for a look at a source that need not be saved. What was given waits sealed for the job. @returns its id. */
export const startCheck = command({
  name: 'start_source_check',
  permission: 'manage_space',
  input: NewCheck,
  async run(ctx, input) {
    const id = newId(ctx.now);
    const { kind, mode, delimiter, encoding, sourceId = null } = input;
    const { hostKey = null, ...settings } = input.settings as Record<string, unknown> & {
      hostKey?: string | null;
    };
    const typed = relevantSecrets(input.kind, settings, 'secrets' in input ? input.secrets : {});
    const secrets = Object.keys(typed).length > 0 ? typed : await secretsOfSource(ctx, input, settings);
    // A host that only shows its key is told no secret.
    if (input.kind !== 'sftp' || hostKey !== null) refuseUnusable(input.kind, settings, secrets);
    // A source that is there may have given up some of the names that its vendor begins with.
    const given = sourceId !== null && Object.keys(input.mapping).length > 0;
    const mapping = given ? input.mapping : withVendorMapping(settings, input.mapping);
    const hris = kind === 'hris';
    const sealedInput = sealSecrets(
      ctx.secrets,
      { spaceId: ctx.spaceId, id },
      {
        kind,
        mode,
        delimiter: hris ? ',' : delimiter,
        encoding: hris ? 'utf-8' : encoding,
        settings,
        mapping,
        hostKey,
        secrets,
      },
    );
    await insertCheck(ctx, { id, sourceId, sealedInput });
    await ctx.enqueue({ name: 'check_source', data: { spaceId: ctx.spaceId, checkId: id } });
    return {
      result: id,
      audit: [{ action: 'source.checked', subject: 'source', subjectId: sourceId, detail: { kind } }],
    };
  },
});

async function secretsOfSource(
  ctx: Context,
  { sourceId, kind }: NewCheck,
  settings: Record<string, unknown>,
): Promise<SourceSecrets> {
  if (sourceId === undefined) return {};
  const source = await findSource(ctx, { id: sourceId });
  if (!source) throw notFound('There is no such source.');
  const same = source.kind === kind && addressOf(kind, settings) === addressOf(kind, source.settings);
  return same ? keptSecrets(ctx, source) : {};
}

/** Notes what a look has found, or why there was nothing to see. */
export const endCheck = command({
  name: 'end_source_check',
  permission: 'work',
  input: z.object({
    id: z.uuid(),
    end: z.union([
      z.object({ code: z.string(), problem: z.string(), result: CheckResult.nullable() }),
      z.object({ result: CheckResult }),
    ]),
  }),
  async run(ctx, { id, end }) {
    await finishCheck(ctx, id, end);
    return { result: null, audit: [] };
  },
});

const patience = 5 * 60_000;

/** How far a look has come. @throws DomainError `not_found`. */
export async function readCheck(ctx: Context, id: string): Promise<SourceCheck> {
  const check = await findCheck(ctx, id);
  if (!check) throw notFound('There is no such check, or it is over a day old.');
  if (check.state === 'queued' && ctx.now.getTime() - check.createdAt.getTime() > patience) {
    const problem = 'The check did not come to an end. Ask for it again.';
    return { id, state: 'failed', result: null, reason: 'no_answer', problem };
  }
  return { id, state: check.state, result: check.result, reason: check.code, problem: check.problem };
}
