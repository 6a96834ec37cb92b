import pg from 'pg';
import type { Config } from '../../config.ts';
import { attachEmbedded, startEmbedded } from './embedded.ts';

/** Where the database is, by what each login is for. */
export interface Connection {
  /** Runs migrations and owns the tables. */
  ownerUrl: string;
  /** Creates roles that are missing. */
  rolesUrl: string;
  /** What requests and commands run on. */
  appUrl: string;
  /** What the job queue runs on; owns its schema. */
  jobsUrl: string;
  /** For LISTEN; undefined where only a pooler can be reached. */
  listenUrl: string | undefined;
  stop(): Promise<void>;
}

/**
 * Finds the database: one's own by DATABASE_URL, else the embedded one of DATA_DIR, which is started
 * unless it runs already.
 * @throws Error where the login could step round row-level security.
 */
export async function connectDatabase(config: Config, log: (message: string) => void): Promise<Connection> {
  if (config.DATABASE_URL) {
    await refusePowerfulLogin(config.DATABASE_URL);
    const ownerUrl = config.MIGRATION_DATABASE_URL ?? config.DATABASE_URL;
    return {
      ownerUrl,
      rolesUrl: ownerUrl,
      appUrl: config.DATABASE_URL,
      jobsUrl: config.DIRECT_DATABASE_URL ?? config.DATABASE_URL,
      listenUrl: config.DIRECT_DATABASE_URL ?? config.DATABASE_URL,
      stop: () => Promise.resolve(),
    };
  }
  const embedded =
    (await attachEmbedded({ dataDir: config.DATA_DIR })) ??
    (await startEmbedded({ dataDir: config.DATA_DIR, log }));
  return {
    ownerUrl: embedded.ownerUrl,
    rolesUrl: embedded.superUrl,
    appUrl: embedded.appUrl,
    jobsUrl: embedded.jobsUrl,
    listenUrl: embedded.appUrl,
    stop: () => embedded.stop(),
  };
}

async function refusePowerfulLogin(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ powerful: boolean }>(
      'select rolsuper or rolbypassrls as powerful from pg_roles where rolname = current_user',
    );
    if (rows[0]?.powerful) {
      throw new Error(
        'DATABASE_URL logs in as a superuser or with BYPASSRLS, which would step round row-level security. Use an ordinary login that owns the database.',
      );
    }
  } finally {
    await client.end();
  }
}
