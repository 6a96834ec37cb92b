import type { Platform } from '../command/index.ts';
import type { Changes } from '../database/index.ts';
import type { Http } from './server.ts';
import { runQuery, SpaceParams, spaceUrl } from './space-routes.ts';

const heartbeat = 20_000;

/**
 * `GET /events`: server-sent events. `change` says that something in the space changed, and nothing
 * more; the page reads again what it shows. Whoever may no longer read is disconnected.
 */
export function registerEvents(app: Http, platform: Platform, changes: Changes): void {
  const open = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of open) end();
    done();
  });
  app.get(spaceUrl('/events'), { schema: { hide: true, params: SpaceParams } }, async (request, reply) => {
    const allowed = () => runQuery(platform, request, 'read_users', (ctx) => Promise.resolve(ctx.spaceId));
    const spaceId = await allowed();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\n\n');
    const unsubscribe = changes.subscribe(spaceId, () => {
      allowed().then(
        () => reply.raw.write('event: change\ndata: {}\n\n'),
        () => {
          end();
        },
      );
    });
    const timer = setInterval(() => reply.raw.write(': still here\n\n'), heartbeat);
    const end = () => {
      clearInterval(timer);
      unsubscribe();
      open.delete(end);
      reply.raw.end();
    };
    open.add(end);
    request.raw.on('close', end);
  });
}
