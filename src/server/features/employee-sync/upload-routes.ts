import { z } from 'zod';
import { execute, type Platform } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { locate, operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { ordinaryCaps } from './file-rules.ts';
import { readRun } from './list-runs.ts';
import { csvSource } from './open-csv-source.ts';
import { receiveFile } from './receive-file.ts';
import { RunUpload, SyncRunDetail } from './run-schemas.ts';

/** Takes a file as the body of a request, as it comes: a file of any size in flat memory. */
export function registerUpload(app: Http, platform: Platform): void {
  // In a context of its own, where no body is parsed.
  void app.register((own: Http, _options, done) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', (_request, payload, parsed) => {
      parsed(null, payload);
    });
    own.post(
      spaceUrl('/sync-runs'),
      {
        bodyLimit: ordinaryCaps.bytes,
        schema: {
          ...operation({
            id: 'uploadEmployees',
            summary: 'Send a CSV of employees: read, compared, and applied where that is asked and allowed',
            tag: 'Data sync',
            description:
              'The body is the file itself, streamed; how it is read is a setting of the source. The answer comes when the file is in: its run goes on by itself, and can be watched.',
            answers: { 202: SyncRunDetail },
            problems: [
              'file_refused',
              'payload_too_large',
              'unsupported_media_type',
              'idempotency_key_reused',
            ],
            idempotent: true,
          }),
          consumes: ['text/csv'],
          params: SpaceParams,
          querystring: RunUpload,
          body: z.unknown().describe('The file'),
        },
      },
      async (request, reply) => {
        const type = request.headers['content-type'] ?? '';
        if (/^(multipart\/|application\/(json|x-www-form))/i.test(type))
          throw new DomainError('unsupported_media_type', 'Send the file itself as the body, as text/csv.');
        const { spaceId, caller } = await locate(platform, request);
        const { source, mode, intent, fileName, fileTime } = request.query;
        const sourceId = source ?? (await execute(platform, { spaceId, caller }, csvSource, {}));
        const key = request.headers['idempotency-key'];
        const runId = await receiveFile(platform, spaceId, caller, {
          sourceId,
          mode,
          intent,
          fileName: fileName ?? null,
          fileTime: fileTime === undefined ? null : new Date(fileTime),
          chunks: (request.body ?? []) as AsyncIterable<Uint8Array>,
          ...(typeof key === 'string' && {
            idempotency: { key, operation: 'uploadEmployees', body: request.query },
          }),
        });
        const run = await runQuery(platform, request, 'read_users', (ctx) => readRun(ctx, runId));
        return reply.status(202).send(run);
      },
    );
    done();
  });
}
