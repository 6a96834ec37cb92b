import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Logger } from 'pino';

const channel = 'usher_changes';
const quiet = 200;

/** Tells pages of a space that something in it changed, in this process and in all others. */
export interface Changes {
  /** Called after a commit; several within 200 ms are told as one. */
  publish(spaceId: string): void;
  /** @returns how to stop listening. */
  subscribe(spaceId: string, listener: () => void): () => void;
  stop(): Promise<void>;
}

/**
 * Listens on a connection of its own. While it is lost, this process still hears its own changes,
 * and pages read again when the connection is back. @param url undefined: only this process's own.
 */
export function createChanges(url: string | undefined, log: Logger): Changes {
  const events = new EventEmitter().setMaxListeners(0);
  const due = new Map<string, NodeJS.Timeout>();
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'usher-changes', keepAlive: true });
    const lost = () => {
      if (client === next) client = undefined;
      next.removeAllListeners();
      next.on('error', () => undefined);
      if (!stopped) again ??= setTimeout(retry, 1000);
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', ({ payload }) => {
      if (payload) events.emit(payload);
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
    for (const spaceId of events.eventNames()) events.emit(spaceId);
  };
  const retry = () => {
    again = undefined;
    connect().catch((error: unknown) => {
      log.debug({ err: error }, 'listening for changes failed');
      if (!stopped) again ??= setTimeout(retry, 1000);
    });
  };
  if (url) retry();

  const tell = (spaceId: string) => {
    due.delete(spaceId);
    if (!client) {
      events.emit(spaceId);
      return;
    }
    client.query('select pg_notify($1, $2)', [channel, spaceId]).catch(() => events.emit(spaceId));
  };
  return {
    publish(spaceId) {
      if (!due.has(spaceId)) due.set(spaceId, setTimeout(tell, quiet, spaceId).unref());
    },
    subscribe(spaceId, listener) {
      events.on(spaceId, listener);
      return () => events.off(spaceId, listener);
    },
    async stop() {
      stopped = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
