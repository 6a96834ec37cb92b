import { z } from 'zod';
import { command, type Context } from '../../../platform/command/index.ts';
import { DomainError, notFound } from '../../../platform/errors/index.ts';
import { findSource, updateSource, type Source } from '../source-queries.ts';
import { refuseTakenFolder, refuseTakenName } from './name-queries.ts';
import { planNextRun } from './plan-next-run.ts';
import { refuseKeepingSecrets, refuseUnmapped, refuseUnusable } from './source-rules.ts';
import {
  FolderSettings,
  HrisSettings,
  SftpSettings,
  SourceChange,
  type SourceSecrets,
} from './source-schemas.ts';
import { addressOf, keptSecrets, relevantSecrets, sealSecrets, type Settings } from './source-secrets.ts';

const settingsOfKind = {
  csv: z.strictObject({}),
  sftp: SftpSettings,
  folder: FolderSettings,
  hris: HrisSettings,
};

/** Changes what is given and leaves the rest; for another address its secrets have to be given again. */
export const changeSource = command({
  name: 'change_sync_source',
  permission: 'manage_space',
  input: z.object({ id: z.uuid(), change: SourceChange }),
  async run(ctx, { id, change }) {
    const before = await findSource(ctx, { id }, true);
    if (!before) throw notFound('There is no such source.');
    const { settings, hostKey } = readSettings(before, change.settings);
    const kept = keptSecrets(ctx, before);
    const moved = addressOf(before.kind, before.settings) !== addressOf(before.kind, settings);
    if (moved && !change.secrets) refuseKeepingSecrets(kept);
    const secrets = change.secrets ? relevantSecrets(before.kind, settings, change.secrets) : kept;
    refuseUnusable(before.kind, settings, secrets);
    if (change.mapping) refuseUnmapped(before.kind, change.mapping);
    const { settings: _, secrets: __, ...plain } = change;
    const after = {
      ...before,
      ...(plain as Partial<Source>),
      settings,
      hostKey,
      sealedSecrets: change.secrets ? sealOrNull(ctx, id, secrets) : before.sealedSecrets,
    };
    if (change.name !== undefined) await refuseTakenName(ctx, { name: change.name, kind: before.kind, id });
    if (before.kind === 'folder') await refuseTakenFolder(ctx, String(settings.folder), id);
    if (change.schedule !== undefined && after.state === 'active')
      after.nextRunAt = await planNextRun(ctx, after);
    await updateSource(ctx, after);
    const detail = { fields: Object.keys(change).sort() };
    return {
      result: id,
      audit: [{ action: 'source.changed', subject: 'source', subjectId: id, detail }],
    };
  },
});

function readSettings(before: Source, given: SourceChange['settings']) {
  if (given === undefined) return { settings: before.settings, hostKey: before.hostKey };
  const parsed = settingsOfKind[before.kind].safeParse(given);
  if (!parsed.success)
    throw new DomainError('invalid_request', 'These settings are not of this kind of source.', {
      issues: parsed.error.issues.map(({ path, message }) => ({
        path: ['settings', ...path].join('.'),
        message,
      })),
    });
  const { hostKey = null, ...settings } = parsed.data as { hostKey?: string } & Settings;
  return { settings, hostKey };
}

const sealOrNull = (ctx: Context, id: string, secrets: SourceSecrets): string | null =>
  Object.keys(secrets).length === 0 ? null : sealSecrets(ctx.secrets, { spaceId: ctx.spaceId, id }, secrets);
