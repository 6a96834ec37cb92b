import pino, { type Logger } from 'pino';
import { isMachineOfOnesOwn, type Config } from './config.ts';
import { registerAuditRoutes } from './features/audit/index.ts';
import { accessJobs, createAccess, registerAccessRoutes } from './features/access/index.ts';
import {
  chargingJobs,
  chargingMails,
  queueLowSeatsWatch,
  registerChargingRoutes,
} from './features/charging/index.ts';
import {
  realVendors,
  registerAbsentAdmins,
  registerRunRoutes,
  registerSourceRoutes,
  registerSyncMetrics,
  replanSources,
  sourceJobs,
  syncJobs,
  syncMails,
  type SourceDeps,
} from './features/employee-sync/index.ts';
import { makeDemo } from './features/demo/index.ts';
import {
  invitationHandlers,
  invitationJobs,
  invitationMails,
  issueInvitations,
  joinMails,
  registerInvitationRoutes,
} from './features/invitations/index.ts';
import {
  outboxJobs,
  outboxMails,
  registerOutboxRoutes,
  type DeliveryDeps,
  type MailRenderers,
} from './features/outbox/index.ts';
import { registerScimRoutes, scimJobs } from './features/scim/index.ts';
import { registerSeatRoutes } from './features/seats/index.ts';
import { registerSpaceRoutes } from './features/spaces/index.ts';
import { registerUserRoutes, userJobs } from './features/users/index.ts';
import { systemClock, type Clock } from './platform/clock/index.ts';
import type { EventHandlers, Platform } from './platform/command/index.ts';
import { createChanges, createDatabase, pingDatabase, type Changes } from './platform/database/index.ts';
import {
  createHttp,
  registerEvents,
  registerHealth,
  registerWebPages,
  type Http,
} from './platform/http/index.ts';
import { createJobs, type JobDefinition, type Jobs } from './platform/jobs/index.ts';
import { createMailer, type Mailer } from './platform/mail/index.ts';
import { createOutgoing } from './platform/outgoing/index.ts';
import { createSecrets } from './platform/secrets/index.ts';

/** What features let each other react to, within the transaction. */
const handlers: EventHandlers = {
  users_promoted: [invitationHandlers.usersPromoted],
  low_seats_changed: [queueLowSeatsWatch],
  mails_settled: [invitationHandlers.mailsSettled],
  time_zone_changed: [replanSources],
  invitations_due: [(ctx, { userIds }) => issueInvitations(ctx, userIds)],
};

/** Every kind of mail, by the name that features queue it under. */
const renderers: MailRenderers = {
  ...invitationMails,
  ...joinMails,
  ...chargingMails,
  ...syncMails,
  ...outboxMails,
};

export interface Application {
  config: Config;
  log: Logger;
  platform: Platform;
  jobs: Jobs;
  changes: Changes;
  mailer: Mailer;
  /** What reading employee data from other systems needs. */
  sources: SourceDeps;
  stop(): Promise<void>;
}

export interface ApplicationOptions {
  config: Config;
  appUrl: string;
  jobsUrl: string;
  /** For LISTEN; undefined: live pages hear of this process's changes alone. */
  listenUrl?: string | undefined;
  secretKey: string;
  log: Logger;
  clock?: Clock;
  /** Of the application's pool, where it is to be another number than ordinarily. */
  connections?: number | undefined;
  /** Where tests differ from how sources are read otherwise. */
  sources?: Partial<SourceDeps>;
  /** Whether this process works on jobs, or only queues them. */
  worker: boolean;
}

/** Every kind of job there is. */
export function jobDefinitions(application: () => Application): JobDefinition[] {
  return [
    ...outboxJobs(() => deliveryOf(application())),
    ...invitationJobs(() => application().platform),
    ...chargingJobs(() => application().platform),
    ...syncJobs(() => application().platform),
    ...accessJobs(() => deliveryOf(application())),
    ...sourceJobs(() => application().sources),
    ...scimJobs(() => application().platform),
    ...userJobs(() => application().platform),
  ];
}

/** What sending the outbox needs of the application. */
export const deliveryOf = ({ platform, mailer, config, log }: Application): DeliveryDeps => ({
  platform,
  mailer,
  renderers,
  publicUrl: config.publicUrl,
  log,
});

/** Puts the parts together, without HTTP: what the server, the worker and the command line share. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const { config, log } = options;
  // Where LISTEN goes by the same address, no pooler stands between.
  const prepare = options.listenUrl === options.appUrl;
  const { database, pool } = createDatabase(options.appUrl, { prepare, connections: options.connections });
  const beside = createDatabase(options.appUrl, { prepare, connections: 2 });
  const secrets = createSecrets(options.secretKey);
  const application: Partial<Application> = { config, log };
  const definitions = jobDefinitions(() => application as Application);
  const jobs = await createJobs({ url: options.jobsUrl, definitions, log, worker: options.worker });
  const changes = createChanges(options.listenUrl, log);
  const platform: Platform = {
    database,
    beside: beside.database,
    clock: options.clock ?? systemClock,
    secrets,
    enqueue: jobs.enqueue,
    changed: (spaceId) => {
      changes.publish(spaceId);
    },
    handlers,
  };
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM });
  const outgoing = createOutgoing({ allowPrivateHosts: config.ALLOW_PRIVATE_HOSTS });
  const sources: SourceDeps = {
    platform,
    outgoing,
    log,
    vendors: realVendors,
    dropDir: config.dropDir,
    settleMs: 5000,
    quietMs: 60_000,
    ...options.sources,
  };
  Object.assign(application, { platform, jobs, mailer, changes, sources });
  if (options.worker) await jobs.work();
  return Object.assign(application as Application, {
    async stop() {
      await jobs.stop();
      await changes.stop();
      mailer.close();
      await outgoing.close();
      await Promise.all([pool.end(), beside.pool.end()]);
    },
  });
}

/** Every feature's routes on one server. `webFolder`: the built pages; undefined: API alone. */
export async function createServer(application: Application, webFolder?: string): Promise<Http> {
  const { config, platform, log } = application;
  const access = createAccess(platform, config);
  const app = await createHttp({
    log,
    trustProxy: config.TRUST_PROXY,
    publicUrl: config.publicUrl,
    rateLimit: config.RATE_LIMIT_API,
    authenticate: (request) => access.authenticate(request),
  });
  const metrics = registerHealth(app, async () => {
    await pingDatabase(platform.database);
  });
  registerSpaceRoutes(app, platform);
  registerAccessRoutes(app, access, (caller) => makeDemo(deliveryOf(application), caller));
  registerUserRoutes(app, platform);
  registerAuditRoutes(app, platform);
  registerAbsentAdmins(app, platform);
  registerEvents(app, platform, application.changes);
  registerInvitationRoutes(app, platform, config.publicUrl);
  registerChargingRoutes(app, platform);
  registerOutboxRoutes(app, platform, {
    renderers,
    config,
    linksCanBeOpened: isMachineOfOnesOwn(config),
  });
  registerSeatRoutes(app, platform);
  registerSourceRoutes(app, platform, config.dropDir);
  registerRunRoutes(app, platform);
  registerSyncMetrics(metrics, platform);
  registerScimRoutes(app, platform, config.publicUrl);
  if (webFolder) await registerWebPages(app, webFolder);
  return app;
}

/** JSON lines; secrets never get in: no headers, no bodies, no addresses of claim links. */
export const createLog = (level: string, destination = 1): Logger =>
  pino({ level }, pino.destination(destination));
