import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';
import { outcomes, runStates } from './run-schemas.ts';

export const RunPerson = z.object({
  outcome: z.enum(outcomes),
  reason: z.string().meta({ examples: ['absent'] }),
  sentence: z
    .string()
    .describe('The reason in words')
    .meta({ examples: ['No longer in the employee data'] }),
  warning: z.string().nullable().describe('What was set right of it, in words'),
  line: z.int().nullable().describe('Of the file, from 1; none for who is absent'),
  column: z
    .string()
    .nullable()
    .describe('Which column of a row that cannot be used is wrong, as the file calls it'),
  userId: z.uuid().nullable(),
  employeeId: z.string().nullable(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  department: z.string(),
  changes: z
    .array(
      z.object({
        field: z.string(),
        name: z.string().describe('The field in words'),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    )
    .describe('What is changed of them'),
  waits: z
    .boolean()
    .describe('While the run waits for a person: there is no seat for them, as the seats stand now'),
  result: z
    .string()
    .nullable()
    .describe(
      'Once applied: invited, active, waiting, scheduled, changed, linked, deactivated, removed; skipped where it had been settled by other hands',
    ),
  scheduledFor: z.string().nullable().describe('The day ahead on which who comes is invited'),
  done: z
    .string()
    .nullable()
    .describe('The result in words')
    .meta({ examples: ['Invited'] }),
});
export type RunPerson = z.output<typeof RunPerson>;

export const RunPeopleQuery = z.object({
  outcome: z.enum(outcomes).optional(),
  reason: z.string().max(100).optional(),
  department: z.string().max(200).optional().describe('Leavers of this department'),
  q: z.string().max(200).optional().describe('A part of name, e-mail or employee id'),
  cursor: z
    .string()
    .regex(/^[pu]\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunPeopleQuery = z.output<typeof RunPeopleQuery>;

export const RunPeople = listOf(RunPerson);

export const HistoryQuery = z
  .object({
    userId: z.uuid().optional(),
    employeeId: z.string().min(1).max(100).optional(),
    cursor: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} \d{1,9}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ userId, employeeId }) => userId !== undefined || employeeId !== undefined, {
    message: 'userId or employeeId',
    path: ['userId'],
  });
export type HistoryQuery = z.output<typeof HistoryQuery>;

export const SyncHistory = z.object({
  items: z.array(
    RunPerson.omit({ department: true, waits: true }).extend({
      outcomeInWords: z.string().meta({ examples: ['Leaves'] }),
      runId: z.uuid(),
      runState: z.enum(runStates),
      runKind: z.enum(['sync', 'undo']),
      sourceName: z.string(),
      fileName: z.string().nullable(),
      at: z.iso.datetime().describe('When it was applied, else when the run came in'),
      applied: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
