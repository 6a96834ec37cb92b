import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, startServer, type ServerProcess } from '../support/server-process.ts';
import { startSystemPostgres, systemPostgres } from '../support/system-postgres.ts';

const kills = process.env.USHER_LONG === undefined ? 5 : 50;
const clients = 12;

/** What a client asked for, and whether it was answered with 2xx before the power went. */
interface Asked {
  kind: 'invite' | 'delete' | 'deactivate' | 'order';
  key: string;
  path: string;
  body?: unknown;
  email: string;
  userId?: string;
  acknowledged: boolean;
}

interface Space {
  slug: string;
  key: string;
}

async function ask(server: ServerProcess, space: Space, asked: Asked): Promise<Response> {
  return fetch(`${server.url}/api/v1/spaces/${space.slug}${asked.path}`, {
    method: asked.kind === 'delete' ? 'DELETE' : 'POST',
    headers: {
      authorization: `Bearer ${space.key}`,
      'idempotency-key': asked.key,
      ...(asked.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
  });
}

/** Invites, and now and then deletes, deactivates or buys, until nobody answers any more. */
async function load(server: ServerProcess, space: Space, round: number, client: number, log: Asked[]) {
  const mine: { id: string; email: string }[] = [];
  for (let n = 0; ; n += 1) {
    const email = `p${String(round)}-${String(client)}-${String(n)}@kill.test`;
    const known = n % 5 === 4 ? mine.pop() : undefined;
    const base = { key: randomUUID(), acknowledged: false };
    const asked: Asked =
      known && n % 2 === 0
        ? { ...base, kind: 'delete', path: `/users/${known.id}`, email: known.email, userId: known.id }
        : known
          ? { ...base, kind: 'deactivate', path: `/users/${known.id}/deactivate`, email: known.email }
          : n % 7 === 6
            ? { ...base, kind: 'order', path: '/seat-orders', body: { seats: 10 }, email: '' }
            : { ...base, kind: 'invite', path: '/users', body: { users: [{ email }] }, email };
    log.push(asked);
    try {
      const answer = await ask(server, space, asked);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${String(answer.status)} ${text}`);
      asked.acknowledged = true;
      if (asked.kind !== 'invite') continue;
      const { results } = JSON.parse(text) as { results: { userId: string }[] };
      mine.push({ id: results[0]?.userId ?? '', email });
    } catch (error) {
      if (error instanceof Error && /^\d/.test(error.message)) throw error;
      return;
    }
  }
}

async function read<T>(server: ServerProcess, space: Space, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const url = `${server.url}/api/v1/spaces/${space.slug}${path}${cursor && `&cursor=${cursor}`}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${space.key}` } });
    const page = (await answer.json()) as { items: T[]; nextCursor: string | null };
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}

/** Each e-mail with its User's state, as the API gives them now. */
async function statesOf(server: ServerProcess, space: Space): Promise<Map<string, string>> {
  const lists = ['', '&lastActivity=deactivated'].map((filter) =>
    read<{ email: string; status: string }>(server, space, `/users?limit=200${filter}`),
  );
  return new Map((await Promise.all(lists)).flat().map(({ email, status }) => [email, status]));
}

function expectAcknowledged(states: Map<string, string>, log: Asked[]) {
  const lastOf = new Map<string, Asked>();
  for (const asked of log) if (asked.email !== '') lastOf.set(asked.email, asked);
  for (const [email, { kind, acknowledged }] of lastOf) {
    if (!acknowledged) continue;
    const expected = { invite: 'invited', deactivate: 'deactivated', delete: undefined, order: undefined }[
      kind
    ];
    expect([email, states.get(email)]).toEqual([email, expected]);
  }
}

async function survive(settings: Record<string, string>, power: { off(): void; on(): Promise<void> }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-kill-'));
  const start = async () => startServer({ PORT: String(await freePort()), DATA_DIR: dataDir, ...settings });
  let server = await start();
  onTestFinished(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const made = server.run(
    'space',
    'create',
    '--name',
    'Kill',
    '--owner-email',
    'o@kill.test',
    '--seats',
    '9000',
  );
  const slug = made.space.slug as string;
  const { key } = server.run('api-key', 'create', '--space', slug, '--role', 'admin');
  const space: Space = { slug, key: key as string };
  const log: Asked[] = [];
  let answered = 0;
  for (let round = 0; round < kills; round += 1) {
    const began = log.length;
    const running = Array.from({ length: clients }, (_, client) => load(server, space, round, client, log));
    await sleep(randomInt(400, 1500));
    const ended = server.kill();
    power.off();
    await ended;
    await Promise.all(running);
    await power.on();
    server = await start();

    expectAcknowledged(await statesOf(server, space), log);
    expect(server.run('verify')).toMatchObject({ differences: [] });
    // Asked again under its key, what was cut off is done once, whether or not it had been done.
    const cut = log.slice(began).filter((asked) => !asked.acknowledged);
    for (const asked of cut) {
      const status = (await ask(server, space, asked)).status;
      // Deleting and deactivating keep no key: done before, they say that there is nothing to do.
      expect(asked.kind === 'invite' || asked.kind === 'order' ? [200, 201] : [200, 204, 404, 409]).toContain(
        status,
      );
      asked.acknowledged = true;
    }
    answered += log.length - began;
  }
  expectAcknowledged(await statesOf(server, space), log);
  const orders = await read<{ kind: string }>(server, space, '/seat-orders?limit=200');
  const bought = log.filter(({ kind }) => kind === 'order').length;
  expect(orders.filter(({ kind }) => kind === 'added')).toHaveLength(bought);
  expect(server.run('verify')).toMatchObject({ differences: [] });
  expect(answered).toBeGreaterThan(kills * clients);
}

const patience = 60_000 + kills * 60_000;

test(
  `what was answered is there after kill -9 of everything, ${String(kills)} times`,
  async () => {
    await survive({}, { off: () => undefined, on: () => Promise.resolve() });
  },
  patience,
);

if (systemPostgres !== '') {
  test(
    `the same with a PostgreSQL of one's own`,
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'usher-kill-postgres-'));
      const postgres = await startSystemPostgres(dataDir, 'on');
      onTestFinished(async () => {
        await postgres.stop();
        rmSync(dataDir, { recursive: true, force: true });
      });
      const settings = { DATABASE_URL: postgres.ownerUrl, SECRET_KEY: randomUUID() };
      await survive(settings, { off: () => postgres.kill(), on: () => postgres.start() });
    },
    patience,
  );
}
