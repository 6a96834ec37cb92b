import type { Platform } from '../../platform/command/index.ts';
import { copyOut } from '../../platform/database/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { departmentsQuery, listDepartments } from './list-departments.ts';
import { listHistory } from './list-history.ts';
import { listLedger } from './list-ledger.ts';
import { HistoryQuery, LedgerPage, LedgerQuery, SeatHistory, SeatsByDepartment } from './schemas.ts';

const tag = 'Seats';

/** The pool's ledger, its course, and who holds the seats. */
export function registerSeatRoutes(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/seat-ledger'),
    {
      schema: {
        ...operation({
          id: 'listSeatLedger',
          summary: 'Every movement of the seats, and the balance at any instant',
          tag,
          answers: { 200: LedgerPage },
        }),
        params: SpaceParams,
        querystring: LedgerQuery,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', (ctx) => listLedger(ctx, request.query)),
  );

  app.get(
    spaceUrl('/seat-history'),
    {
      schema: {
        ...operation({
          id: 'getSeatHistory',
          summary: 'The seats over time, from the ledger',
          tag,
          answers: { 200: SeatHistory },
        }),
        params: SpaceParams,
        querystring: HistoryQuery,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', (ctx) => listHistory(ctx, request.query.days)),
  );

  app.get(
    spaceUrl('/seats-by-department'),
    {
      schema: {
        ...operation({
          id: 'listSeatsByDepartment',
          summary: 'Who holds the seats, by department',
          tag,
          answers: { 200: SeatsByDepartment },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', listDepartments),
  );

  app.get(
    spaceUrl('/seats-by-department.csv'),
    { schema: { hide: true, params: SpaceParams } },
    async (request, reply) => {
      const { spaceId, compiled } = await runQuery(platform, request, 'manage_seats', (ctx) =>
        Promise.resolve({ spaceId: ctx.spaceId, compiled: departmentsQuery(ctx) }),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="seats-by-department.csv"')
        .send(copyOut(platform.database, spaceId, compiled));
    },
  );
}
