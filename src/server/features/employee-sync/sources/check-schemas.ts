import { z } from 'zod';
import { columns, delimiters, encodings } from '../file-rules.ts';
import { SuspectedReading } from '../run-schemas.ts';
import {
  ColumnMapping,
  HrisSettings,
  SftpSettings,
  SourceSecrets,
  FolderSettings,
} from './source-schemas.ts';

const reading = {
  mode: z.enum(['full', 'changes']).default('full'),
  delimiter: z.enum(delimiters).default(','),
  encoding: z.enum(encodings).default('utf-8'),
  mapping: ColumnMapping.default({}),
  sourceId: z
    .uuid()
    .optional()
    .describe(
      'A source that is there already: its secrets are used where none are given and its address is the same',
    ),
};
const secrets = SourceSecrets.default({});

export const NewCheck = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sftp'),
    ...reading,
    settings: SftpSettings.extend({
      hostKey: SftpSettings.shape.hostKey
        .nullable()
        .default(null)
        .describe('null: only find out the host’s key; nothing is said to it before that is confirmed'),
    }),
    secrets,
  }),
  z.strictObject({ kind: z.literal('folder'), ...reading, settings: FolderSettings }),
  z.strictObject({ kind: z.literal('hris'), ...reading, settings: HrisSettings, secrets }),
]);
export type NewCheck = z.output<typeof NewCheck>;

const text = z.string().nullable();
const CheckedRow = z.object({
  line: z.int(),
  employeeId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  status: z.enum(['active', 'inactive']).nullable(),
  department: text,
  jobTitle: text,
  location: text,
  manager: text,
  startDate: text,
  endDate: text,
  error: text,
  column: text.describe('Which one is wrong, as the source calls it'),
  warning: text,
  sentence: text.describe('The error, else the warning, in words'),
});

export const CheckResult = z.object({
  hostKey: text.describe('The key that the host shows'),
  files: z
    .array(
      z.object({
        name: z.string(),
        bytes: z.int(),
        time: z.iso.datetime(),
        taken: z.boolean().describe('It would be run'),
        leftAlone: text.describe('Why not: pattern, under_way, not_regular, unsafe_name, known'),
      }),
    )
    .describe('The first hundred'),
  file: text.describe('Where the first rows are from'),
  people: z
    .object({
      count: z.int(),
      all: z.boolean().describe('Nobody comes after them'),
      total: z.number().nullable().describe('How many there are, as the source says'),
    })
    .optional()
    .describe('Of an HRIS: how many people came with the pages that were looked at'),
  headers: z.array(z.string()).describe('As they stand in the source'),
  suggestedMapping: z.partialRecord(z.enum(columns), z.string()),
  rows: z.array(CheckedRow).describe('The first ten, as read with the mapping'),
  problem: z
    .object({ reason: z.string(), sentence: z.string(), suspected: SuspectedReading.optional() })
    .nullable()
    .describe('Why a run would fail, be refused or be held as things are'),
});
export type CheckResult = z.output<typeof CheckResult>;

export const SourceCheck = z
  .object({
    id: z.uuid(),
    state: z.enum(['queued', 'done', 'failed']),
    result: CheckResult.nullable().describe(
      'Of one that failed: the key of a host that shows another than the one confirmed; else none',
    ),
    reason: text.meta({ description: 'Why it failed', examples: ['sign_in_failed'] }),
    problem: text.describe('The same as a sentence'),
  })
  .describe('A look at a source: asked for, then read until it is done');
export type SourceCheck = z.output<typeof SourceCheck>;
