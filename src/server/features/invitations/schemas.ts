import { z } from 'zod';
import { Seats } from '../users/index.ts';

/** Text as it is kept. What is said of it stands before it is changed: the contract describes what is sent. */
const text = (max: number, about: { description?: string; examples?: string[] } = {}) =>
  z
    .string()
    .max(max)
    .meta(about)
    .transform((value) => value.trim().normalize('NFC'));

export const InviteRow = z.object({
  email: text(320, {
    description: 'Address of the person; case does not tell people apart',
    examples: ['ada@example.org'],
  }),
  firstName: text(200, { examples: ['Ada'] }).optional(),
  lastName: text(200, { examples: ['Lovelace'] }).optional(),
  role: z.enum(['member', 'admin']).optional().describe('member unless given'),
  employeeId: text(100).nullish(),
  department: text(200)
    .optional()
    .meta({ examples: ['Engineering'] }),
  location: text(200).optional(),
  jobTitle: text(200).optional(),
  startDate: z.iso.date().nullish(),
  inviteOn: z.iso
    .date()
    .nullish()
    .describe('Invite on this day, in the space’s zone; waits until then without a seat')
    .meta({ examples: ['2026-12-01'] }),
});
export type InviteRow = z.output<typeof InviteRow>;

export const InviteUsersInput = z.object({
  users: z.array(InviteRow).min(1).max(100_000),
  whenFull: z.enum(['refuse', 'fill', 'wait']).default('refuse'),
  message: text(2000, {
    description: 'A message of the Admin’s own, in the invitation',
    examples: ['See you on Monday at nine.'],
  }).optional(),
});

export const InviteUsersResult = z.object({
  results: z.array(
    z.object({
      email: z.string(),
      status: z.enum(['invited', 'waiting', 'refused']),
      userId: z.uuid().optional(),
      code: z.enum(['invalid_email', 'user_exists', 'employee_id_taken', 'seats_exhausted']).optional(),
    }),
  ),
  seats: Seats,
});
export type InviteUsersResult = z.output<typeof InviteUsersResult>;
