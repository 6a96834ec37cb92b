import { permits, type Platform } from '../command/index.ts';
import type { Changes } from '../database/index.ts';
import type { Http } from './server.ts';
import { runQuery, SpaceParams, spaceUrl } from './space-routes.ts';

const heartbeat = 20_000;

/** A Member's page shows little that changes: of many changes it hears once in this time. */
const calm = 3_000;

/**
 * `GET /events`: server-sent events. `change` says that something in the space changed, and nothing
 * more; the page reads again what it shows. `gone`: who listens may no longer read, or is another
 * by now (an Admin made a Member); the page then looks who it is, and the connection ends.
 */
export function registerEvents(app: Http, platform: Platform, changes: Changes): void {
  const open = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of open) end();
    done();
  });
  app.get(spaceUrl('/events'), { schema: { hide: true, params: SpaceParams } }, async (request, reply) => {
    const look = () =>
      runQuery(platform, request, 'read_self', ({ spaceId, actor }) =>
        Promise.resolve({ spaceId, admin: permits(actor, 'read_users') }),
      );
    const { spaceId, admin } = await look();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\n\n');
    const tell = (text: string) => {
      look().then((now) => (now.admin === admin ? reply.raw.write(text) : gone()), gone);
    };
    const change = () => {
      later = undefined;
      tell('event: change\ndata: {}\n\n');
    };
    let later: NodeJS.Timeout | undefined;
    const unsubscribe = changes.subscribe(spaceId, () => {
      if (admin) change();
      else later ??= setTimeout(change, calm);
    });
    // A session signed out elsewhere changes nothing in the space: the next beat finds it.
    const timer = setInterval(() => {
      tell(': still here\n\n');
    }, heartbeat);
    const gone = () => {
      if (open.has(end)) reply.raw.write('event: gone\ndata: {}\n\n');
      end();
    };
    const end = () => {
      clearInterval(timer);
      clearTimeout(later);
      unsubscribe();
      open.delete(end);
      reply.raw.end();
    };
    open.add(end);
    request.raw.on('close', end);
  });
}
