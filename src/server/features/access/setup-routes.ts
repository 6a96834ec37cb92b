import { operation, type Http } from '../../platform/http/index.ts';
import type { Access } from './access.ts';
import { startSession, tryOnce } from './answers.ts';
import { DemoMade, SetUp, SetUpDemoInput, SetUpInput } from './schemas.ts';
import { setUp, setUpDemo, type MakeDemo } from './set-up.ts';

/** The first launch; refused for good afterwards. */
export function registerSetupRoutes(app: Http, access: Access, makeDemo: MakeDemo): void {
  app.post(
    '/api/v1/setup',
    {
      schema: {
        ...operation({
          id: 'setUp',
          summary: 'First launch: make the space and its Owner, and sign the Owner in',
          tag: 'Access',
          answers: { 200: SetUp },
          problems: ['already_set_up', 'wrong_origin'],
        }),
        body: SetUpInput,
      },
    },
    (request, reply) =>
      tryOnce(access, request, reply, [], async () => {
        const { space, accountId } = await setUp(access.platform, access.config, request.body);
        await startSession(access, request, reply, accountId);
        return { space };
      }),
  );

  app.post(
    '/api/v1/setup/demo',
    {
      schema: {
        ...operation({
          id: 'setUpDemo',
          summary: 'First launch: make a demo full of people, and sign its Owner in',
          tag: 'Access',
          answers: { 200: DemoMade },
          problems: ['already_set_up', 'wrong_origin'],
        }),
        body: SetUpDemoInput,
      },
    },
    (request, reply) =>
      tryOnce(access, request, reply, [], async () => {
        const made = await setUpDemo(access.platform, access.config, request.body, makeDemo);
        await startSession(access, request, reply, made.accountId);
        return { space: { slug: made.space.slug }, email: made.email, password: made.password };
      }),
  );
}
