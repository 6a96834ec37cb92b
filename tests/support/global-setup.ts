import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { jobDefinitions } from '../../src/server/app.ts';
import { startEmbedded } from '../../src/server/platform/database/embedded.ts';
import { migrate } from '../../src/server/platform/database/migrate.ts';
import { migrateJobs } from '../../src/server/platform/jobs/index.ts';
import { startSystemPostgres } from './system-postgres.ts';

/** The logins of the test server; `{database}` stands for the name of one. */
export interface TestServer {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  jobsUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer;
  }
}

/**
 * One real PostgreSQL for the whole run (the embedded one, or with TEST_POSTGRES=system the
 * machine's own) and a migrated template that every test's database is copied from.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-test-'));
  const started =
    process.env.TEST_POSTGRES === 'system'
      ? await startSystemPostgres(dataDir)
      : await startEmbedded({ dataDir, settings: { fsync: 'off', max_connections: '300' } });
  const inDatabase = (url: string, name: string) => {
    const changed = new URL(url);
    changed.pathname = `/${name}`;
    return changed.href;
  };
  const client = new pg.Client({ connectionString: started.superUrl });
  await client.connect();
  const owner = new URL(started.ownerUrl).username;
  const jobs = new URL(started.jobsUrl).username;
  await client.query(`create database template_usher owner ${client.escapeIdentifier(owner)}`);
  await client.query(`grant create on database template_usher to ${client.escapeIdentifier(jobs)}`);
  await client.end();
  await migrate({
    url: inDatabase(started.ownerUrl, 'template_usher'),
    rolesUrl: inDatabase(started.superUrl, 'template_usher'),
    appUrl: inDatabase(started.appUrl, 'template_usher'),
    folder: resolve('migrations'),
  });
  await migrateJobs(
    inDatabase(started.jobsUrl, 'template_usher'),
    jobDefinitions(() => undefined as never),
  );
  project.provide('server', {
    superUrl: inDatabase(started.superUrl, '{database}'),
    ownerUrl: inDatabase(started.ownerUrl, '{database}'),
    appUrl: inDatabase(started.appUrl, '{database}'),
    jobsUrl: inDatabase(started.jobsUrl, '{database}'),
  });
  return async () => {
    await started.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
