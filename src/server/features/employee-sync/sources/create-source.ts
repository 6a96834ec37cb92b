import { command } from '../../../platform/command/index.ts';
import { newId } from '../../../platform/ids/index.ts';
import { insertSource } from '../source-queries.ts';
import { refuseTakenFolder, refuseTakenName } from './name-queries.ts';
import { planNextRun } from './plan-next-run.ts';
import { refuseUnusable } from './source-rules.ts';
import { NewSource } from './source-schemas.ts';
import { relevantSecrets, sealSecrets } from './source-secrets.ts';
import { withVendorMapping } from './vendor-mapping.ts';

/** Sets up a source. Its first run will be a rehearsal. @returns its id. */
export const createSource = command({
  name: 'create_sync_source',
  permission: 'manage_space',
  input: NewSource,
  async run(ctx, input) {
    const id = newId(ctx.now);
    const { kind, name, mode, delimiter, encoding, limits, schedule } = input;
    const { hostKey = null, ...settings } = ('settings' in input ? input.settings : {}) as {
      hostKey?: string;
    } & Record<string, unknown>;
    const secrets = relevantSecrets(kind, settings, 'secrets' in input ? input.secrets : {});
    refuseUnusable(kind, settings, secrets);
    await refuseTakenName(ctx, { name, kind });
    if (kind === 'folder') await refuseTakenFolder(ctx, input.settings.folder);
    const hris = kind === 'hris';
    await insertSource(
      ctx,
      {
        kind,
        name,
        mode,
        // What an HRIS answers is written down by Usher itself.
        delimiter: hris ? ',' : delimiter,
        encoding: hris ? 'utf-8' : encoding,
        mapping: withVendorMapping(settings, input.mapping),
        limits,
        schedule,
        settings,
        sealedSecrets:
          Object.keys(secrets).length === 0
            ? null
            : sealSecrets(ctx.secrets, { spaceId: ctx.spaceId, id }, secrets),
        hostKey,
        nextRunAt: await planNextRun(ctx, { kind, schedule }),
      },
      id,
    );
    return {
      result: id,
      audit: [{ action: 'source.made', subject: 'source', subjectId: id, detail: { kind } }],
    };
  },
});
