import type { Platform } from '../../platform/command/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { registerUserActions } from './action-routes.ts';
import { registerBulk } from './bulk-routes.ts';
import { registerExclusions } from './exclusion-routes.ts';
import { registerUserLookups } from './lookup-routes.ts';
import { countSeats, listUsers } from './list-users.ts';
import { Seats, UserFilter, UserList, UserListQuery } from './schemas.ts';

export function registerUserRoutes(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/seats'),
    {
      schema: {
        ...operation({ id: 'getSeats', summary: 'The four cards', tag: 'Seats', answers: { 200: Seats } }),
        params: SpaceParams,
        querystring: UserFilter,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => countSeats(ctx, request.query)),
  );

  app.get(
    spaceUrl('/users'),
    {
      schema: {
        ...operation({
          id: 'listUsers',
          summary: 'Users of the space, a page at a time',
          tag: 'Users',
          answers: { 200: UserList },
        }),
        params: SpaceParams,
        querystring: UserListQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listUsers(ctx, request.query)),
  );
  registerUserLookups(app, platform);
  registerUserActions(app, platform);
  registerBulk(app, platform);
  registerExclusions(app, platform);
}
