import { z } from 'zod';
import { AuditEvent } from '../audit/index.ts';
import { User } from './schemas.ts';

const instant = z.iso.datetime().nullable();

const Invitation = z.object({
  state: z.enum(['queued', 'sent', 'refused', 'opened']),
  expired: z.boolean(),
  sentAt: instant,
  expiresAt: z.iso.datetime(),
  generation: z.int().describe('Counts up when a new link is made'),
  mailState: z.enum(['queued', 'sent', 'refused']),
  openedAt: instant,
  claimedAt: instant,
  story: z.array(
    z.object({
      at: z.iso.datetime(),
      what: z.enum(['queued', 'sent', 'refused', 'kept', 'cancelled', 'opened', 'claimed']),
      detail: z.string().optional().describe('The mail server’s answer'),
    }),
  ),
});
export type Invitation = z.output<typeof Invitation>;

export const UserDetail = User.extend({
  managerEmployeeId: z.string().nullable(),
  endDate: z.iso.date().nullable(),
  sourceName: z
    .string()
    .nullable()
    .meta({
      description: 'Of the source of employee data that their record comes from',
      examples: ['People from HR'],
    }),
  sourceLastSeenAt: instant.describe('When the employee data last listed them'),
  history: z.array(AuditEvent.omit({ subject: true })).describe('The latest hundred, newest first'),
  invitation: Invitation.nullable().describe('Kept also once it is claimed'),
});
export type UserDetail = z.output<typeof UserDetail>;
