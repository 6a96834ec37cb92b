import { z } from 'zod';
import { listOf, PageQuery } from '../../platform/paging/index.ts';

export const AuditActor = z.object({
  kind: z.enum(['user', 'apiKey', 'scim', 'employeeSync', 'operator', 'invitee', 'system']),
  id: z.string().nullable(),
  name: z.string().describe('As they are called now; a former User where they are gone'),
});

export const AuditEvent = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: AuditActor,
  action: z.string().describe('Stable, such as user.deactivated'),
  subject: z.object({ kind: z.string(), id: z.uuid().nullable() }),
  fields: z.array(z.string()).optional().describe('Names of the fields that were changed'),
  detail: z.record(z.string(), z.unknown()),
  summary: z.string().describe('What happened, in words'),
});
export type AuditEvent = z.output<typeof AuditEvent>;

export const AuditQuery = z.object({
  subject: z.uuid().optional().describe('Events about this one thing'),
  action: z
    .string()
    .max(100)
    .optional()
    .describe('One action, or with a dot at the end all that begin so: user.'),
  actor: z.string().max(100).optional().describe('A kind of actor, or the id of one'),
  from: z.iso.datetime({ offset: true }).optional().describe('At this instant or later'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before this instant'),
  ...PageQuery.shape,
});
export type AuditQuery = z.output<typeof AuditQuery>;

export const AuditList = listOf(AuditEvent);
