import { operation, type Http } from '../../platform/http/index.ts';
import { headersOf, type Access } from './access.ts';
import { carryCookies, tryOnce } from './answers.ts';
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
        const options = { headers: headersOf(request), returnHeaders: true } as const;
        const auth = await access.auth();
        const { headers } = await auth.api.startSession({ body: { accountId }, ...options });
        carryCookies(reply, headers);
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
        const options = { headers: headersOf(request), returnHeaders: true } as const;
        const body = { accountId: made.accountId };
        const auth = await access.auth();
        const { headers } = await auth.api.startSession({ body, ...options });
        carryCookies(reply, headers);
        return { space: { slug: made.space.slug }, email: made.email, password: made.password };
      }),
  );
}
