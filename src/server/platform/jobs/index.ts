import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { executeRaw, type Tx } from '../database/index.ts';

/** Work to be done outside the transaction. The payload carries ids, never tokens or names. */
export interface JobRequest {
  name: string;
  data: Record<string, unknown>;
  startAfter?: Date;
}

export type Enqueue = (tx: Tx, job: JobRequest) => Promise<void>;

/** A kind of job. `run` may be called twice for one job and must do no harm then. */
export interface JobDefinition {
  name: string;
  /** Cron expression in UTC, for work that comes by itself. */
  schedule?: string;
  retryLimit?: number;
  expireInSeconds?: number;
  /** Jobs fetched together, 1 unless given; those of the same payload are then one run. */
  batchSize?: number;
  run(data: Record<string, unknown>): Promise<void>;
}

export interface Jobs {
  enqueue: Enqueue;
  /** Starts working on the definitions' queues; without it jobs are only queued. */
  work(): Promise<void>;
  stop(): Promise<void>;
}

const schema = 'pgboss';

/**
 * The job queue on PostgreSQL. Its role owns its schema; the application may read and add jobs only.
 * @param url of the queue's own login; `definitions` are all kinds of jobs there are.
 */
export async function createJobs(options: {
  url: string;
  definitions: JobDefinition[];
  log: Logger;
  /** False: enqueue only (command line, web beside a worker). */
  worker: boolean;
}): Promise<Jobs> {
  const { definitions, log, worker } = options;
  const boss = new PgBoss({
    connectionString: options.url,
    schema,
    application_name: 'usher-jobs',
    max: 4,
    supervise: worker,
    schedule: worker,
    migrate: false,
    superviseIntervalSeconds: 5,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();

  const enqueue: Enqueue = async (tx, job) => {
    const db = {
      executeSql: async (text: string, values: unknown[] = []) => {
        const rows = await executeRaw(tx, text, values);
        return { rows };
      },
    };
    await boss.insert(job.name, [{ data: job.data, ...(job.startAfter && { startAfter: job.startAfter }) }], {
      db,
    });
  };

  return {
    enqueue,
    async work() {
      for (const definition of definitions) {
        await boss.work(
          definition.name,
          { batchSize: definition.batchSize ?? 1, pollingIntervalSeconds: 0.5 },
          async (batch: { data: object }[]) => {
            const payloads = new Set(batch.map((job) => JSON.stringify(job.data)));
            for (const payload of payloads)
              await definition.run(JSON.parse(payload) as Record<string, unknown>);
          },
        );
        if (definition.schedule) await boss.schedule(definition.name, definition.schedule, {});
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** Makes the queue's schema and queues, and lets the application enqueue. Run with the migrations. */
export async function migrateJobs(url: string, definitions: JobDefinition[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema, max: 2, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const { name, retryLimit = 10, expireInSeconds = 900 } of definitions) {
    const queue = {
      retryLimit,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds,
      heartbeatSeconds: 10,
      deadLetter: 'dead_letters',
    };
    if (!existing.has('dead_letters')) await boss.createQueue('dead_letters', {});
    existing.add('dead_letters');
    if (existing.has(name)) await boss.updateQueue(name, queue);
    else await boss.createQueue(name, queue);
  }
  const db = boss.getDb();
  await db.executeSql(`grant usage on schema ${schema} to usher_app`);
  await db.executeSql(`grant select, insert on all tables in schema ${schema} to usher_app`);
  await db.executeSql(`grant execute on all functions in schema ${schema} to usher_app`);
  await boss.stop({ graceful: false });
}
