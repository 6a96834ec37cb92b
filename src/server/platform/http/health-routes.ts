import { Registry, collectDefaultMetrics, Histogram } from 'prom-client';
import { z } from 'zod';
import type { Http } from './server.ts';

/** `/healthz`, `/readyz`, `/metrics`. No space stands in a label. @param ready throws while the database does not answer. */
export function registerHealth(app: Http, ready: () => Promise<void>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'usher_' });
  const durations = new Histogram({
    name: 'usher_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  const state = z.object({ status: z.literal('ok') });
  const hidden = { hide: true, response: { 200: state } };
  app.get('/healthz', { schema: hidden, config: { rateLimit: false } }, () => ({ status: 'ok' as const }));
  app.get('/readyz', { schema: hidden, config: { rateLimit: false } }, async () => {
    await ready();
    return { status: 'ok' as const };
  });
  app.get('/metrics', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return registry;
}
