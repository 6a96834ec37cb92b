import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Caller } from '../command/index.ts';
import { DomainError } from '../errors/index.ts';
import { completeDocument } from './complete-document.ts';
import { readJson } from './json-body.ts';
import { sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, where the request carries a credential; settled by `authenticate`. */
    caller: Caller | undefined;
  }
}

/** Fastify with schemas by Zod: a handler's request has the types of its route's schema. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface HttpOptions {
  log: Logger;
  trustProxy: boolean;
  publicUrl: string;
  /** Requests in ten seconds for one API key or address. */
  rateLimit: number;
  /** Reads the credential of a request: bearer key or session cookie. */
  authenticate(request: FastifyRequest): Promise<Caller | undefined>;
}

/** A Fastify server with our errors, limits, headers and OpenAPI; routes are registered on it by app.ts. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const loggerInstance: FastifyBaseLogger = options.log;
  const app = Fastify({
    loggerInstance,
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomBytes(8).toString('hex'),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    // What the router itself refuses (a parameter too long, a broken escape) is told as everything else.
    frameworkErrors: (error, request, reply) => {
      void sendProblem(error, request, reply);
    },
    // A pasted list of thousands of addresses stands in the address of the page, and so in its reload.
    http: { maxHeaderSize: 256 * 1024 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new DomainError('not_found', 'There is nothing at this address.'), request, reply),
  );
  // Text is refused as any other type is: a page elsewhere may send it without asking.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readJson(body as string));
    } catch (error) {
      done(error as Error, undefined);
    }
  });

  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: null,
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: options.publicUrl.startsWith('https:'),
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    global: true,
    max: options.rateLimit,
    timeWindow: 10_000,
    keyGenerator: (request) => bearer(request) ?? request.ip,
    allowList: (request) => !/^\/(api|scim)\//.test(request.url),
    errorResponseBuilder: () =>
      new DomainError('rate_limited', 'Too many requests. Wait a moment, then go on.'),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Usher',
        version: '1',
        description: 'Seats of a learning space: who holds them, and what more will cost.',
      },
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
      security: [{ apiKey: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      completeDocument('openapiObject' in document ? document.openapiObject : document.swaggerObject),
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });
  app.get('/api/openapi.json', { schema: { hide: true }, config: { rateLimit: false } }, () => app.swagger());

  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/scim/')) {
      request.caller = await options.authenticate(request);
    }
  });
  return app;
}

/** The bearer token of a request, if it has one. */
export function bearer(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header?.toLowerCase().startsWith('bearer ') ? header.slice(7).trim() : undefined;
}
