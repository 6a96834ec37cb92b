import { z } from 'zod';
import { listOf, PageQuery } from '../../platform/paging/index.ts';
import { delimiters, encodings } from './file-rules.ts';

const instant = z.iso.datetime().nullable();
const count = z.int().min(0);

export const runStates = [
  'receiving',
  'queued',
  'running',
  'rehearsed',
  'held',
  'applying',
  'applied',
  'refused',
  'failed',
  'discarded',
  'superseded',
  'cancelled',
] as const;

export const outcomes = [
  'joiner',
  'change',
  'leaver',
  'returner',
  'link',
  'removal',
  'conflict',
  'kept_out',
  'unchanged',
  'error',
  'warning',
] as const;

const Guard = z.object({
  guard: z.string().describe('leavers, shrinking, bad_rows, keys, column_blank, status_unknown, incomplete'),
  found: z.number(),
  limit: z.number(),
  of: z.number().optional().describe('Of how many people the source has now'),
  sentence: z.string().describe('By how much, for a person'),
});

const Seats = z
  .object({
    total: count,
    takenBefore: count,
    takenAfter: count,
    waitingBefore: count,
    waitingAfter: count,
    freed: count.describe('By leavers'),
    toQueue: count.describe('Go to those who wait already'),
    toComers: count.describe('Go to who joins or returns'),
    short: count.describe('Of who joins or returns, those for whom there is no seat: they wait'),
  })
  .describe(
    'Seats before and after: as the plan foresees, of one run that waits as they stand now, and once applied as it came out',
  );

export const SyncRun = z.object({
  id: z.uuid(),
  source: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(['csv', 'sftp', 'folder', 'hris']) }),
  kind: z.enum(['sync', 'undo']),
  undoesRunId: z.uuid().nullable(),
  undoes: z
    .object({ fileName: z.string().nullable(), createdAt: z.iso.datetime() })
    .nullable()
    .describe('Of an undo: the run it takes back'),
  undoneByRunId: z.uuid().nullable(),
  mode: z.enum(['full', 'changes']).describe('full: who is absent has left; changes: absence means nothing'),
  intent: z.enum(['rehearse', 'apply']),
  state: z.enum(runStates).describe('held and rehearsed wait for a person'),
  needsDecision: z
    .boolean()
    .describe('Whether a person has to decide: held, or rehearsed and would change somebody'),
  phase: z.enum(['acquire', 'read', 'match', 'plan', 'guard', 'apply', 'report']),
  progress: z.object({
    rowsRead: count,
    stepsDone: count.describe('Changes applied'),
    stepsTotal: count,
    cancelAsked: z.boolean(),
  }),
  headline: z
    .string()
    .describe('What it does, would do or did, in a sentence')
    .meta({
      examples: ['Last night’s file would deactivate 312 of 1,204 people (limit 120). Nobody has changed.'],
    }),
  reason: z.string().nullable(),
  problem: z.string().nullable().describe('Why it was refused or failed, for a person'),
  file: z
    .object({
      name: z.string().nullable(),
      bytes: count,
      sha256: z.string().nullable(),
      time: instant.describe('When the source says it was written'),
      available: z.boolean().describe('False once it was purged, 30 days after'),
      erased: z.boolean().describe('It was purged before its time, as somebody in it was erased'),
    })
    .nullable(),
  rows: count,
  counts: z
    .partialRecord(z.enum(outcomes), count)
    .describe(
      'People by outcome, as planned; what became of each is told with them. kept_out: listed, and by hand, by exclusion or by the identity provider not brought back',
    )
    .meta({ examples: [{ joiner: 12, change: 40, leaver: 3, returner: 1, unchanged: 1148 }] }),
  guards: z
    .array(Guard)
    .describe('What holds it')
    .meta({
      examples: [
        [
          {
            guard: 'leavers',
            found: 312,
            limit: 120,
            of: 1204,
            sentence: '312 people would leave; the limit is 120.',
          },
        ],
      ],
    }),
  warnings: z.array(z.object({ reason: z.string(), sentence: z.string() })),
  seats: Seats.nullable(),
  firstRun: z.boolean(),
  binding: z
    .string()
    .nullable()
    .describe('Stands for file, mapping, limits, matches and leavers; an approval names it'),
  startedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instant,
  settledBy: z.string().nullable().describe('Who discarded or cancelled it'),
  createdAt: z.iso.datetime(),
  plannedAt: instant,
  applyStartedAt: instant,
  finishedAt: instant,
  timings: z.record(z.string(), z.number()).describe('Milliseconds by phase'),
});
export type SyncRun = z.output<typeof SyncRun>;

export const SuspectedReading = z
  .object({ delimiter: z.enum(delimiters).optional(), encoding: z.enum(encodings).optional() })
  .nullable()
  .describe('How a file that was refused for it seems to be written');

export const SyncRunDetail = SyncRun.extend({
  forecast: z
    .object({
      invitations: count.describe('Sent by e-mail once it is applied'),
      seatsMissing: count.describe(
        'How many more would do for everybody who comes, and who waits before them',
      ),
    })
    .nullable()
    .describe('While it waits for a person: what applying it would do, as the seats stand now'),
  reasons: z
    .array(z.object({ outcome: z.enum(outcomes), reason: z.string(), count, sentence: z.string() }))
    .describe('People by outcome and reason, most first'),
  leaversByDepartment: z
    .array(z.object({ department: z.string(), leaving: count, of: count }))
    .describe('While it waits for a person: who would leave, of how many people of the source'),
  canUndo: z.boolean(),
  openUndo: z.uuid().nullable().describe('An undo of this run that waits for approval'),
  limits: z.record(z.string(), z.number()).describe('The guards’ limits it was judged by'),
  mapping: z.record(z.string(), z.string()),
  suspected: SuspectedReading,
});
export type SyncRunDetail = z.output<typeof SyncRunDetail>;

export const RunQuery = z.object({
  source: z.uuid().optional().describe('Runs of this source'),
  state: z
    .string()
    .max(200)
    .optional()
    .describe(`${runStates.join(', ')}; several with commas`)
    .meta({ examples: ['held', 'held,rehearsed'] }),
  needsDecision: z.enum(['true']).optional().describe('Those alone that a person has to decide about'),
  ...PageQuery.shape,
});
export type RunQuery = z.output<typeof RunQuery>;

export const SyncRunList = listOf(SyncRun);

export const RunUpload = z.object({
  source: z.uuid().optional().describe('The source it belongs to; none: the source "CSV upload"'),
  mode: z.enum(['full', 'changes']).optional().describe('As the source has it, unless said'),
  intent: z
    .enum(['rehearse', 'apply'])
    .default('rehearse')
    .describe('apply goes on by itself where nothing holds it; a first run always stops'),
  fileName: z
    .string()
    .max(500)
    .optional()
    .meta({ examples: ['people.csv'] }),
  fileTime: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      'When the file was last written; one older than the last one applied, by more than ten minutes, is refused. None, or before 1990: not looked at',
    )
    .meta({ examples: ['2026-11-24T06:00:00Z'] }),
});
export type RunUpload = z.output<typeof RunUpload>;

export const Approval = z.object({
  binding: z
    .string()
    .min(1)
    .max(200)
    .describe('Of the run as it was shown; another one by now is 409 approval_void')
    .meta({ examples: ['7f6bfa0b0c8e4f4bb5b3b6fbb1f2d0c9d7a1c0e5b2f4a6c8e0d2b4f6a8c0e2d4'] }),
});
