import type { Platform } from '../../platform/command/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { listAuditEvents } from './list-audit-events.ts';
import { AuditList, AuditQuery } from './schemas.ts';

export function registerAuditRoutes(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/audit-events'),
    {
      schema: {
        ...operation({
          id: 'listAuditEvents',
          summary: 'Who did what, newest first',
          tag: 'Audit',
          answers: { 200: AuditList },
        }),
        params: SpaceParams,
        querystring: AuditQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listAuditEvents(ctx, request.query)),
  );
}
