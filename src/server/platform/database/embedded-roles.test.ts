import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './embedded-test-kit.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedded-roles-'));
let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await startEmbedded({ dataDir: folder, settings: { fsync: 'off' } });
});

afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the roles', () => {
  it('are neither superusers nor above row-level security', async () => {
    const { superUrl } = database;
    const rows = await ask(
      superUrl,
      `SELECT rolname, rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS mighty
       FROM pg_roles WHERE rolname LIKE 'usher%' ORDER BY 1`,
    );
    expect(rows).toEqual(
      ['usher_app', 'usher_jobs', 'usher_owner'].map((rolname) => ({
        rolname,
        rolcanlogin: true,
        mighty: false,
      })),
    );
  });

  it('let the owner make tables and schemas and grant them', async () => {
    const { ownerUrl, appUrl } = database;
    await ask(
      ownerUrl,
      'CREATE SCHEMA sign_in',
      'CREATE TABLE things (n int)',
      'INSERT INTO things VALUES (1)',
      'GRANT SELECT ON things TO usher_app',
    );
    expect(await ask(appUrl, 'SELECT n FROM things')).toEqual([{ n: 1 }]);
  });

  it('let the application neither make nor read what it was not given', async () => {
    const { ownerUrl, appUrl } = database;
    await ask(ownerUrl, 'CREATE TABLE secrets (n int)');
    await expect(ask(appUrl, 'SELECT * FROM secrets')).rejects.toThrow('permission denied');
    await expect(ask(appUrl, 'CREATE TABLE mine (n int)')).rejects.toThrow('permission denied');
    await expect(ask(appUrl, 'CREATE SCHEMA mine')).rejects.toThrow('permission denied');
    await expect(ask(appUrl, 'SET ROLE usher_owner')).rejects.toThrow('permission denied');
    await ask(appUrl, 'CREATE TEMPORARY TABLE loaded (n int)');
  });

  it('let the job queue make a schema of its own, and nothing in public', async () => {
    const { jobsUrl } = database;
    await ask(jobsUrl, 'CREATE SCHEMA pgboss', 'CREATE TABLE pgboss.job (n int)');
    await expect(ask(jobsUrl, 'CREATE TABLE public.job (n int)')).rejects.toThrow('permission denied');
  });

  it('refuse a wrong password', async () => {
    const { appUrl } = database;
    const url = new URL(appUrl);
    url.password = 'guessed';
    await expect(ask(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });
});
