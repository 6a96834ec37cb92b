import { z } from 'zod';
import { Seats } from '../users/index.ts';

const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.trim().normalize('NFC'));

export const InviteRow = z.object({
  email: text(320).describe('Address of the person; case does not tell people apart'),
  firstName: text(200).optional(),
  lastName: text(200).optional(),
  role: z.enum(['member', 'admin']).optional().describe('member unless given'),
  employeeId: text(100).nullish(),
  department: text(200).optional(),
  location: text(200).optional(),
  jobTitle: text(200).optional(),
  startDate: z.iso.date().nullish(),
  inviteOn: z.iso
    .date()
    .nullish()
    .describe('Invite on this day, in the space’s zone; waits until then without a seat'),
});
export type InviteRow = z.output<typeof InviteRow>;

export const InviteUsersInput = z.object({
  users: z.array(InviteRow).min(1).max(100_000),
  whenFull: z.enum(['refuse', 'fill', 'wait']).default('refuse'),
  message: text(2000).optional().describe('A message of the Admin’s own, in the invitation'),
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
