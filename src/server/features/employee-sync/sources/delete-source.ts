import { z } from 'zod';
import { command } from '../../../platform/command/index.ts';
import { DomainError, notFound } from '../../../platform/errors/index.ts';
import { findSource, retireSource } from '../source-queries.ts';
import { discardWaiting, findRunInProgress } from './source-run-queries.ts';

/** Takes a source out of use. Its Users stay, and are by hand from then on; its secrets are gone. */
export const deleteSource = command({
  name: 'delete_sync_source',
  permission: 'manage_space',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    const source = await findSource(ctx, { id }, true);
    if (!source) throw notFound('There is no such source.');
    if (await findRunInProgress(ctx, id))
      throw new DomainError('run_in_progress', 'A run of this source is going on. Wait until it has ended.');
    await discardWaiting(ctx, id);
    const users = await retireSource(ctx, id);
    return {
      result: null,
      audit: [
        { action: 'source.deleted', subject: 'source', subjectId: id, detail: { kind: source.kind, users } },
      ],
    };
  },
});
