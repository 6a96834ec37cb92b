import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import {
  createApplication,
  createLog,
  createServer,
  type Application,
  type ApplicationOptions,
} from '../../src/server/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { createApiKey } from '../../src/server/features/access/index.ts';
import { findDifferences } from '../../src/server/features/seats/index.ts';
import { createSpace } from '../../src/server/features/spaces/index.ts';
import { actingAs, execute, operator, type Platform } from '../../src/server/platform/command/index.ts';
import { asOperator, createDatabase } from '../../src/server/platform/database/index.ts';
import type { Http } from '../../src/server/platform/http/index.ts';

/** A clock that stands still until it is moved. */
export class TestClock {
  private instant: Date;
  constructor(instant = new Date()) {
    this.instant = instant;
  }
  now = (): Date => this.instant;
  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
  set(instant: Date): void {
    this.instant = instant;
  }
}

export interface TestApp {
  application: Application;
  platform: Platform;
  http: Http;
  /** A superuser's connection string to this test's own database. */
  superUrl: string;
  ownerUrl: string;
  clock: TestClock | undefined;
  /** Replays ledgers, recounts Users; every difference there is (none, when all is well). */
  verify(): Promise<{ slug: string; what: string }[]>;
}

/** A database of its own, copied from the migrated template, with the whole application on it. */
export async function createTestApp(
  options: {
    env?: Record<string, string>;
    clock?: TestClock;
    worker?: boolean;
    connections?: number;
    sources?: ApplicationOptions['sources'];
  } = {},
): Promise<TestApp> {
  const server = inject('server');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = (kind: keyof typeof server, database = name) =>
    server[kind].replace('%7Bdatabase%7D', database).replace('{database}', database);
  const admin = new pg.Client({ connectionString: url('superUrl', 'postgres') });
  await admin.connect();
  const owner = new URL(url('ownerUrl')).username;
  await admin.query(`create database ${name} template template_usher owner ${admin.escapeIdentifier(owner)}`);
  const config = readConfig({
    LOG_LEVEL: 'silent',
    RATE_LIMIT_API: '1000000',
    RATE_LIMIT_SIGN_IN: '1000000',
    ...options.env,
  });
  const application = await createApplication({
    config,
    appUrl: url('appUrl'),
    jobsUrl: url('jobsUrl'),
    secretKey: 'a secret key that only the tests have, of 32 and more',
    log: createLog(process.env.TEST_LOG ?? 'silent'),
    worker: options.worker ?? false,
    connections: options.connections,
    ...(options.clock && { clock: options.clock }),
    ...(options.sources && { sources: options.sources }),
  });
  const http = await createServer(application);
  await http.ready();
  onTestFinished(async () => {
    await http.close();
    await application.stop();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }, 30_000);
  return {
    application,
    platform: application.platform,
    http,
    superUrl: url('superUrl'),
    ownerUrl: url('ownerUrl'),
    clock: options.clock,
    async verify() {
      const { database, pool } = createDatabase(url('ownerUrl'), { connections: 1 });
      const { differences } = await asOperator(database, (tx) => findDifferences(tx));
      await pool.end();
      return differences;
    },
  };
}

export interface TestSpace {
  id: string;
  slug: string;
  ownerId: string;
  ownerToken: string;
  /** The header that an Admin's key is sent in. */
  authorization: string;
  /** Calls the API of the space with an Admin's key. `path` begins with a slash. */
  api(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** Parsed JSON where it is JSON, else the text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers as clients do
  body: any;
}

/** Calls any address of the application without a network. */
export async function call(
  http: Http,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const answer = await http.inject({
    method,
    url,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const isJson = answer.headers['content-type']?.includes('json') ?? false;
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: isJson && answer.body ? answer.json() : answer.body,
  };
}

/** A space with its Owner (Invited, holding one of the seats) and an API key of an Admin's. */
export async function createTestSpace(
  app: TestApp,
  options: { seats?: number; name?: string; role?: 'admin' | 'operator' } = {},
): Promise<TestSpace> {
  const name = options.name ?? 'Acme';
  const made = await createSpace(app.platform, {
    name,
    ownerEmail: 'owner@acme.test',
    seats: options.seats ?? 30,
    pricePerSeat: 4000,
    taxRate: 20,
  });
  const key = await execute(
    app.platform,
    { spaceId: made.space.id, caller: actingAs(operator) },
    createApiKey,
    {
      role: options.role ?? 'admin',
      name: 'Tests',
    },
  );
  const authorization = `Bearer ${key.key}`;
  return {
    id: made.space.id,
    slug: made.space.slug,
    ownerId: made.ownerId,
    ownerToken: made.ownerToken,
    authorization,
    api: (method, path, body, headers = {}) =>
      call(app.http, method, `/api/v1/spaces/${made.space.slug}${path}`, body, {
        authorization,
        ...headers,
      }),
  };
}
