import { z } from 'zod';
import { Change } from './change-schemas.ts';
import { isEmail } from './user-rules.ts';

const text = z
  .string()
  .max(200)
  .transform((value) => value.trim().normalize('NFC'))
  .optional();

/** What an Admin may change of a User; what is not given stays. */
export const UserDetails = z.object({
  email: z
    .string()
    .max(320)
    .transform((value) => value.trim().normalize('NFC'))
    .refine(isEmail, 'is no e-mail address')
    .optional()
    .describe(
      'On an Invited User it voids the old link and sends a new one; nobody’s sign-in address changes',
    ),
  firstName: text,
  lastName: text,
  employeeId: z
    .string()
    .max(100)
    .transform((value) => value.trim() || null)
    .nullish(),
  department: text,
  location: text,
  jobTitle: text,
});

export const UserChange = UserDetails.extend({
  id: z.uuid().transform((id) => id.toLowerCase()),
  managerEmployeeId: z.string().max(100).nullish(),
  startDate: z.iso.date().nullish(),
  endDate: z.iso.date().nullish(),
  source: z.enum(['manual', 'csv', 'sftp', 'folder', 'hris', 'scim']).optional(),
  sourceId: z.uuid().nullish(),
});
export type UserChange = z.output<typeof UserChange>;

export const UpdateUsersInput = Change.omit({ ids: true }).extend({
  users: z.array(UserChange).min(1).max(100_000),
});
