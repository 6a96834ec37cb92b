import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DomainError } from '../errors/index.ts';

const roles = ['usher_app', 'usher_operator'];

/**
 * Brings the schema up to date: plain SQL files in number order, each in a transaction of its own,
 * forward only. Several servers may start at once: an advisory lock lets one go first.
 * @returns the names of the files applied now.
 * @throws Error where a file that was applied has been changed since.
 */
export async function migrate(options: {
  url: string;
  rolesUrl?: string;
  /** The application's login, where it is another than the owner's. */
  appUrl?: string;
  folder: string;
}): Promise<string[]> {
  await ensureRoles(options.rolesUrl ?? options.url, [options.url, options.appUrl ?? options.url]);
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('usher migrations'))`);
    await client.query(`create table if not exists usher_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from usher_migrations',
    );
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    const files = readdirSync(options.folder).filter((name) => /^\d{4}_.*\.sql$/.test(name));
    const done: string[] = [];
    for (const name of files.sort()) {
      const text = readFileSync(join(options.folder, name), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      const known = applied.get(name);
      if (known === hash) continue;
      if (known)
        throw new Error(`Migration ${name} was changed after it was applied; add a new file instead.`);
      await client.query('begin');
      await client.query(text);
      await client.query('insert into usher_migrations (name, hash) values ($1, $2)', [name, hash]);
      await client.query('commit');
      done.push(name);
    }
    return done;
  } finally {
    await client.end();
  }
}

/** Roles belong to the whole cluster: another server may be making them at this moment. */
async function ensureRoles(rolesUrl: string, loginUrls: string[]): Promise<void> {
  const logins = await Promise.all(loginUrls.map(loginOf));
  const client = new pg.Client({ connectionString: rolesUrl });
  await client.connect();
  try {
    for (const role of roles) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (!rowCount) await tolerate(client, `create role ${role} nologin`);
      for (const login of new Set(logins)) {
        const { rows } = await client.query<{ member: boolean }>(
          `select pg_has_role($1, oid, 'member') as member from pg_roles where rolname = $2`,
          [login, role],
        );
        if (!rows[0]?.member) await tolerate(client, `grant ${role} to ${client.escapeIdentifier(login)}`);
      }
    }
  } finally {
    await client.end();
  }
}

async function loginOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select session_user as name');
    return rows[0]?.name ?? '';
  } finally {
    await client.end();
  }
}

async function tolerate(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === '42710' || code === '23505') return;
      if (code === '42501') {
        throw new DomainError(
          'unavailable',
          `This database login may not run "${statement}". Run it as a superuser, or give the login CREATEROLE.`,
        );
      }
      if (attempt >= 5 || !message.includes('concurrently')) throw error;
    }
  }
}
