import type { Platform } from '../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { SpaceSettings } from './schemas.ts';
import { readSettings } from './space-queries.ts';
import { updateSettings } from './update-settings.ts';

export function registerSpaceRoutes(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/settings'),
    {
      schema: {
        ...operation({
          id: 'getSettings',
          summary: 'Settings of the space',
          tag: 'Space',
          answers: { 200: SpaceSettings },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_space', readSettings),
  );

  app.patch(
    spaceUrl('/settings'),
    {
      schema: {
        ...operation({
          id: 'updateSettings',
          summary: 'Change settings of the space',
          tag: 'Space',
          answers: { 200: SpaceSettings },
        }),
        params: SpaceParams,
        body: SpaceSettings.partial(),
      },
    },
    (request) => runCommand(platform, request, updateSettings, request.body),
  );
}
