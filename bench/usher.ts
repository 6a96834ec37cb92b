import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Agent, request } from 'undici';
import { createApplication, createLog, type Application } from '../src/server/app.ts';
import { readConfig } from '../src/server/config.ts';
import { createApiKey } from '../src/server/features/access/index.ts';
import { createSpace } from '../src/server/features/spaces/index.ts';
import { actingAs, execute, operator } from '../src/server/platform/command/index.ts';
import { attachEmbedded } from '../src/server/platform/database/embedded.ts';
import { keptSecretKey } from '../src/server/platform/secrets/index.ts';
import { root } from '../src/server/start.ts';
import { freePort } from '../tests/support/server-process.ts';

export interface BenchSpace {
  id: string;
  slug: string;
  ownerId: string;
  key: string;
}

/** The real server in a process of its own, on a throw-away database that waits for the disk as in service. */
export interface Usher {
  appUrl: string;
  /** A login that no policy binds. */
  superUrl: string;
  jobsUrl: string;
  /** A connection as the application's login. */
  connect(): Promise<pg.Client>;
  /** A connection as the owner of the tables. */
  connectOwner(): Promise<pg.Client>;
  makeSpace(seats?: number): Promise<BenchSpace>;
  /** Calls the API of a space by its key, over HTTP; the answer's bytes are read to the end. */
  call(space: BenchSpace, method: 'GET' | 'POST', path: string, body?: string): Promise<string>;
  /** Reads an answer of any length to its end and keeps nothing of it. @returns how many bytes it had. */
  drain(space: BenchSpace, path: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startUsher(connections: number): Promise<Usher> {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-bench-'));
  const port = await freePort();
  const server = await startServer(dataDir, port);
  const embedded = await attachEmbedded({ dataDir });
  if (!embedded) throw new Error('the server runs without its database');
  const application = await createApplication({
    config: readConfig({ DATA_DIR: dataDir }),
    appUrl: embedded.appUrl,
    jobsUrl: embedded.jobsUrl,
    secretKey: keptSecretKey(dataDir),
    log: createLog('error', 2),
    worker: false,
  });
  const agent = new Agent({ connections, pipelining: 1, headersTimeout: 600_000, bodyTimeout: 600_000 });
  const opened: pg.Client[] = [];
  const connect = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    opened.push(client);
    return client;
  };
  const ask = (space: BenchSpace, method: 'GET' | 'POST', path: string, body?: string) =>
    request(`http://127.0.0.1:${String(port)}/api/v1/spaces/${space.slug}${path}`, {
      method,
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${space.key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
  return {
    appUrl: embedded.appUrl,
    superUrl: Object.assign(new URL(embedded.superUrl), { pathname: new URL(embedded.appUrl).pathname }).href,
    jobsUrl: embedded.jobsUrl,
    connect: () => connect(embedded.appUrl),
    connectOwner: () => connect(embedded.ownerUrl),
    makeSpace: (seats = 1_000_000) => makeSpace(application, seats),
    async call(space, method, path, body) {
      const answer = await ask(space, method, path, body);
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path}: ${String(answer.statusCode)} ${text}`);
      return text;
    },
    async drain(space, path) {
      const answer = await ask(space, 'GET', path);
      let bytes = 0;
      for await (const piece of answer.body as AsyncIterable<Buffer>) bytes += piece.length;
      if (answer.statusCode !== 200) throw new Error(`${path}: ${String(answer.statusCode)}`);
      return bytes;
    },
    async stop() {
      await Promise.all(opened.map((client) => client.end()));
      await agent.close();
      await application.stop();
      await new Promise((resolve) => server.once('exit', resolve).kill('SIGTERM'));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Web alone: mails are queued and stay so, as with a worker on a machine of its own. */
function startServer(dataDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, join(root, 'dist/server/main.js'), 'web'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      RATE_LIMIT_API: '1000000000',
    },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('Usher answers')) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
}

async function makeSpace({ platform }: Application, seats: number): Promise<BenchSpace> {
  const { space, ownerId } = await createSpace(platform, {
    name: 'Bench',
    ownerEmail: 'owner@bench.test',
    seats,
  });
  const request = { spaceId: space.id, caller: actingAs(operator) };
  const { key } = await execute(platform, request, createApiKey, { role: 'admin', name: 'Bench' });
  return { id: space.id, slug: space.slug, ownerId, key };
}
