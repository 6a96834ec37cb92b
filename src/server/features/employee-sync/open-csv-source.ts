import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { findSource, insertSource } from './source-queries.ts';

/** The source of files that are handed over by a person; made when the first one comes. */
export const csvSource = command({
  name: 'open_csv_source',
  permission: 'manage_users',
  input: z.object({}),
  async run(ctx) {
    const known = await findSource(ctx, { name: 'CSV upload' }, true);
    if (known) return { result: known.id, audit: [] };
    const id = await insertSource(ctx, {
      kind: 'csv',
      name: 'CSV upload',
      mode: 'full',
      delimiter: ',',
      encoding: 'utf-8',
      mapping: {},
      limits: {},
      settings: {},
    });
    return {
      result: id,
      audit: [{ action: 'source.made', subject: 'source', subjectId: id, detail: { kind: 'csv' } }],
    };
  },
});
