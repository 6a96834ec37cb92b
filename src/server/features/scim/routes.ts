import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { query, type Context, type Platform } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { readJson, toDomainError, type Http } from '../../platform/http/index.ts';
import {
  listResponse,
  maxResults,
  resourceTypes,
  schemas,
  serviceProviderConfig,
} from './discovery-rules.ts';
import { toScimError } from './error-rules.ts';
import { readFilter } from './filter-rules.ts';
import { listScimUsers, readScimUser } from './list-scim-users.ts';
import { noteWrites, registerProvisioning } from './provisioning-routes.ts';
import { present, select } from './present-rules.ts';
import { Id, locate, Selected, showUser } from './requests.ts';
import { namesVersion } from './version-rules.ts';
import { registerWrites } from './write-routes.ts';

const mediaType = 'application/scim+json';

const hidden = { hide: true };
const Search = Selected.extend({
  filter: z.string().max(2000).optional(),
  startIndex: z.coerce.number().int().default(1),
  count: z.coerce.number().int().default(100),
});

/** `/scim/v2` (RFC 7644): one space's Users for its identity provider; the token names the space. */
export function registerScimRoutes(app: Http, platform: Platform, publicUrl: string): void {
  registerProvisioning(app, platform);
  void app.register(
    (scope, _options, done) => {
      speakScim(scope);
      noteWrites(scope, platform);
      registerDiscovery(scope, platform, `${publicUrl}/scim/v2`);
      registerReads(scope, platform, publicUrl);
      registerWrites(scope, platform, publicUrl);
      registerNoGroups(scope, platform);
      scope.all('/*', { schema: hidden }, () => {
        throw notFound('There is no such resource. Users can be provisioned here, and nothing else.');
      });
      done();
    },
    { prefix: '/scim/v2' },
  );
}

/** SCIM's media type both ways, and its own form of an error. */
function speakScim(scope: Http): void {
  scope.addContentTypeParser(mediaType, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readJson(body as string));
    } catch (error) {
      const { message, extra } = error as DomainError;
      const scimType = extra.reason === 'not_json' ? 'invalidSyntax' : 'invalidValue';
      done(new DomainError('invalid_request', message, { scimType }), undefined);
    }
  });
  scope.addHook('preHandler', async (_request, reply) => {
    reply.type(mediaType);
  });
  scope.setErrorHandler((error, request, reply) => sendError(error, request, reply));
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = toScimError(toDomainError(error));
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="Usher"');
  return reply.status(status).type(mediaType).serializer(JSON.stringify).send(body);
}

const read = <T>(platform: Platform, request: FastifyRequest, run: (ctx: Context) => Promise<T>) =>
  query(platform, { ...locate(request), permission: 'provision' }, run);

function registerDiscovery(scope: Http, platform: Platform, base: string): void {
  const fixed = <T>(request: FastifyRequest, answer: T) =>
    read(platform, request, () => Promise.resolve(answer));
  const one = (resources: Record<string, unknown>[], id: string) => {
    const found = resources.find((resource) => String(resource.id).toLowerCase() === id.toLowerCase());
    if (!found) throw notFound('There is nothing of this name.');
    return found;
  };
  const schema = { ...hidden, params: Id };
  scope.get('/ServiceProviderConfig', { schema: hidden }, (request) =>
    fixed(request, serviceProviderConfig(base)),
  );
  scope.get('/ResourceTypes', { schema: hidden }, (request) =>
    fixed(request, listResponse(resourceTypes(base))),
  );
  scope.get('/ResourceTypes/:id', { schema }, async (request) =>
    one(await fixed(request, resourceTypes(base)), request.params.id),
  );
  scope.get('/Schemas', { schema: hidden }, (request) => fixed(request, listResponse(schemas(base))));
  scope.get('/Schemas/:id', { schema }, async (request) =>
    one(await fixed(request, schemas(base)), request.params.id),
  );
}

function registerReads(scope: Http, platform: Platform, publicUrl: string): void {
  scope.get('/Users', { schema: { ...hidden, querystring: Search } }, async (request) => {
    const { filter, startIndex: first, count: wanted, ...selection } = request.query;
    const startIndex = Math.max(1, first);
    const count = Math.min(maxResults, Math.max(0, wanted));
    const conditions = filter === undefined || filter.trim() === '' ? [] : readFilter(filter);
    const { users, total } = await read(platform, request, (ctx) =>
      listScimUsers(ctx, { conditions, startIndex, count }),
    );
    const resources = users.map((user) => select(present(user, publicUrl), selection));
    return listResponse(resources, total, startIndex);
  });

  scope.get(
    '/Users/:id',
    { schema: { ...hidden, params: Id, querystring: Selected } },
    async (request, reply) => {
      const user = await read(platform, request, (ctx) => readScimUser(ctx, request.params.id));
      const shown = showUser(reply, user, { publicUrl, selection: request.query });
      const known = request.headers['if-none-match'];
      if (known === undefined || !namesVersion(known, user)) return shown;
      return reply.status(304).removeHeader('content-type').send();
    },
  );
}

/** There are none to provision; providers that ask on connecting or importing get an empty list. */
function registerNoGroups(scope: Http, platform: Platform): void {
  scope.get('/Groups', { schema: hidden }, (request) =>
    read(platform, request, () => Promise.resolve(listResponse([]))),
  );
}
