import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { changeOpenLink, makeOpenLink, readOpenLinkAnswer, switchOffOpenLink } from './open-link.ts';
import { OpenLinkAnswer, OpenLinkChange, OpenLinkInput } from './open-link-schemas.ts';

/** One link for many: made, looked at, changed and switched off by Admins. */
export function registerOpenLinkRoutes(app: Http, platform: Platform, publicUrl: string): void {
  const url = spaceUrl('/open-link');
  const answers = { 200: OpenLinkAnswer };
  const schema = { params: SpaceParams };
  app.get(
    url,
    {
      schema: {
        ...operation({
          id: 'getOpenLink',
          summary: 'The space’s open link, one link for many',
          tag: 'Users',
          answers,
        }),
        ...schema,
      },
    },
    (request) => runQuery(platform, request, 'manage_users', (ctx) => readOpenLinkAnswer(ctx, publicUrl)),
  );
  app.post(
    url,
    {
      schema: {
        ...operation({
          id: 'makeOpenLink',
          summary: 'Make an open link; the one before is switched off',
          description:
            'Whoever has it may ask to join: they prove their address, and the claim takes a seat.',
          tag: 'Users',
          answers,
        }),
        ...schema,
        body: OpenLinkInput,
      },
    },
    async (request) => {
      await runCommand(platform, request, makeOpenLink, request.body);
      return runQuery(platform, request, 'manage_users', (ctx) => readOpenLinkAnswer(ctx, publicUrl));
    },
  );
  app.patch(
    url,
    {
      schema: {
        ...operation({
          id: 'changeOpenLink',
          summary: 'Change end, limit or domains of the open link; its address stays',
          tag: 'Users',
          answers,
        }),
        ...schema,
        body: OpenLinkChange,
      },
    },
    async (request) => {
      await runCommand(platform, request, changeOpenLink, request.body);
      return runQuery(platform, request, 'manage_users', (ctx) => readOpenLinkAnswer(ctx, publicUrl));
    },
  );
  app.delete(
    url,
    {
      schema: {
        ...operation({
          id: 'switchOffOpenLink',
          summary: 'Switch the open link off for good',
          tag: 'Users',
          answers: { 204: z.null() },
        }),
        ...schema,
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, switchOffOpenLink, {});
      return reply.status(204).send(null);
    },
  );
}
