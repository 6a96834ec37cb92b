import { z } from 'zod';
import { listOf } from '../../../platform/paging/index.ts';
import { columns, delimiters, encodings, type Column } from '../file-rules.ts';
import { hostKeyShape } from '../connectors/host-key-rules.ts';
import { runStates } from '../run-schemas.ts';

const header = z.string().trim().min(1).max(200);

export const ColumnMapping = z
  .strictObject(
    Object.fromEntries(columns.map((column) => [column, header.optional()])) as Record<
      Column,
      z.ZodOptional<typeof header>
    >,
  )
  .meta({
    description: 'The source’s own name for a column of ours',
    examples: [{ employee_id: 'Staff No.' }],
  });

const count = z.int().min(0).max(1_000_000).optional();
const percent = z.number().min(0).max(100).optional();
const GuardLimits = z
  .strictObject({
    leaversCount: count,
    leaversPercent: percent,
    shrinkPercent: percent,
    badRowsCount: count,
    badRowsPercent: percent,
    keysCount: count,
    keysPercent: percent,
  })
  .describe('Limits of the guards where they differ from the ordinary ones');

export const Schedule = z
  .object({
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day')
      .meta({ description: 'In the space’s time zone', examples: ['02:30'] }),
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .meta({ description: 'Days of the week, 1 is Monday', examples: [[1, 2, 3, 4, 5]] }),
  })
  .describe('When it runs by itself');
export type Schedule = z.output<typeof Schedule>;

const pattern = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .default('*.csv')
  .meta({ description: 'Names of files, with * and ?; several with commas', examples: ['people-*.csv'] });

export const SftpSettings = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/, 'is no host')
    .meta({ examples: ['sftp.example.org'] }),
  port: z.int().min(1).max(65_535).default(22),
  user: z
    .string()
    .min(1)
    .max(200)
    .meta({ examples: ['usher'] }),
  folder: z
    .string()
    .min(1)
    .max(1000)
    .default('.')
    .meta({ examples: ['/outgoing'] }),
  pattern,
  hostKey: z
    .string()
    .regex(hostKeyShape, 'is no host key')
    .meta({
      description:
        'The host’s key as a check showed it and a person confirmed it; another one stops every run',
      examples: ['ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0'],
    }),
});

export const FolderSettings = z.strictObject({
  folder: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'takes small letters, digits and hyphens')
    .meta({ description: 'Name of its folder below the drop folder of the space', examples: ['hr-export'] }),
  pattern,
});

const path = z.string().max(300);
const Paging = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('link'),
    path: path.nullable().describe('Where the link to the next page is; null: in the header Link'),
  }),
  z.object({
    kind: z.literal('page'),
    parameter: z.string().min(1).max(100),
    first: z.int().min(0).max(1).default(1),
    size: z.int().min(1).max(100_000).nullable().default(null).describe('People on a full page'),
  }),
  z.object({
    kind: z.literal('cursor'),
    parameter: z.string().min(1).max(100),
    path: path.min(1).describe('Where the cursor for the next page is'),
  }),
]);

export const HrisSettings = z.discriminatedUnion('vendor', [
  z.strictObject({
    vendor: z.literal('bamboohr'),
    company: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'is the part before .bamboohr.com')
      .meta({ description: 'The part before .bamboohr.com', examples: ['acme'] }),
  }),
  z.strictObject({
    vendor: z.literal('hibob'),
    serviceUser: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: 'Id of the service user', examples: ['SERVICE-1234'] }),
  }),
  z.strictObject({
    vendor: z.literal('json'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .meta({ examples: ['https://hr.example.org/api/people?limit=200'] }),
    method: z.enum(['GET', 'POST']).default('GET'),
    body: z.record(z.string(), z.unknown()).nullable().default(null).describe('Sent with POST'),
    items: path.default('').describe('Where the list of people is; empty: the answer is the list'),
    total: path.nullable().default(null).describe('Where the number of all people is'),
    paging: Paging.default({ kind: 'none' }),
  }),
]);
export type HrisSettings = z.output<typeof HrisSettings>;

export const SourceSecrets = z
  .strictObject({
    password: z.string().min(1).max(1000).optional().describe('SFTP'),
    privateKey: z.string().min(1).max(20_000).optional().describe('SFTP, instead of a password'),
    passphrase: z.string().max(1000).optional().describe('Of the private key'),
    apiKey: z.string().min(1).max(1000).optional().describe('BambooHR'),
    token: z.string().min(1).max(1000).optional().describe('HiBob'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().min(1).max(5000))
      .optional()
      .meta({ description: 'JSON over HTTP', examples: [{ Authorization: 'Bearer …' }] }),
  })
  .describe('Written, encrypted at rest, and never given out again');
export type SourceSecrets = z.output<typeof SourceSecrets>;

const common = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta({ examples: ['People from HR'] }),
  mode: z.enum(['full', 'changes']).describe('full: who is absent has left; changes: absence means nothing'),
  delimiter: z.enum(delimiters),
  encoding: z.enum(encodings),
  mapping: ColumnMapping,
  limits: GuardLimits,
  schedule: Schedule.nullable().describe('null: by hand alone; a drop folder is looked into each minute'),
};
const commonInput = {
  name: common.name,
  mode: common.mode.default('full'),
  delimiter: common.delimiter.default(','),
  encoding: common.encoding.default('utf-8'),
  mapping: common.mapping.default({}),
  limits: common.limits.default({}),
  schedule: common.schedule.default(null),
};
const secrets = SourceSecrets.default({});

export const NewSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('csv'), ...commonInput }),
  z.strictObject({ kind: z.literal('sftp'), ...commonInput, settings: SftpSettings, secrets }),
  z.strictObject({ kind: z.literal('folder'), ...commonInput, settings: FolderSettings }),
  z.strictObject({ kind: z.literal('hris'), ...commonInput, settings: HrisSettings, secrets }),
]);
export type NewSource = z.output<typeof NewSource>;

export const SourceChange = z
  .strictObject({
    ...common,
    settings: z
      .union([SftpSettings, FolderSettings, HrisSettings])
      .describe('Whole, of the source’s own kind'),
    secrets: SourceSecrets.describe('Those given take the place of all there were'),
  })
  .partial();
export type SourceChange = z.output<typeof SourceChange>;

const LastRun = z.object({
  id: z.uuid(),
  state: z.enum(runStates),
  reason: z.string().nullable(),
  problem: z.string().nullable(),
  createdAt: z.iso.datetime(),
  tryAgainAt: z.iso.datetime().nullable(),
});

const answer = {
  id: z.uuid(),
  ...common,
  mapping: z.partialRecord(z.enum(columns), z.string()),
  limits: z.record(z.string(), z.number()),
  encoding: z.string(),
  delimiter: z.string(),
  secretsSet: z.array(z.string()).meta({ description: 'Which secrets there are', examples: [['password']] }),
  state: z.enum(['active', 'paused']),
  pausedAt: z.iso.datetime().nullable(),
  pausedBy: z.string().nullable(),
  pausedReason: z.string().nullable(),
  failures: z.int().describe('Failed runs in a row; five pause the source'),
  nextRunAt: z.iso
    .datetime()
    .nullable()
    .describe('null: none is planned; a drop folder is looked into each minute'),
  lastGoodAt: z.iso.datetime().nullable(),
  lastGoodRunId: z.uuid().nullable(),
  lastGoodRows: z.int().nullable(),
  people: z.int().describe('Users whose record comes from it'),
  lastRun: LastRun.nullable(),
  waitingRun: LastRun.nullable().describe('The newest run of it that a person has to decide about'),
  createdAt: z.iso.datetime(),
};

export const SyncSource = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('csv'), ...answer }),
    z.object({
      kind: z.literal('sftp'),
      ...answer,
      settings: SftpSettings,
      hostKeyChanged: z
        .boolean()
        .describe('The last run stopped, as the host shows another key than the one confirmed now'),
    }),
    z.object({
      kind: z.literal('folder'),
      ...answer,
      settings: FolderSettings,
      dropFolder: z.string().describe('The folder on the server that is looked into'),
    }),
    z.object({ kind: z.literal('hris'), ...answer, settings: HrisSettings }),
  ])
  .describe('Where employee data comes from');
export type SyncSource = z.output<typeof SyncSource>;
export const SyncSourceList = listOf(SyncSource).extend({
  ordinaryLimits: GuardLimits.required().describe('What holds a run where a source says nothing of its own'),
});
export type SyncSourceList = z.output<typeof SyncSourceList>;

export const RunNow = z.object({
  intent: z.enum(['rehearse', 'apply']).default('apply').describe('A first run is rehearsed in any case'),
});
export const StartedRun = z.object({ runId: z.uuid() });
