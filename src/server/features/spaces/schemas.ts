import { z } from 'zod';

/** Whether Intl, and so everything here, knows this time zone. */
export const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }));
  } catch {
    return false;
  }
};

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const TimeZone = z.string().max(100).refine(isTimeZone, 'is no time zone');

export const SpaceSettings = z.object({
  name: z.string().trim().min(1).max(200).describe('Name of the organisation’s space'),
  timeZone: TimeZone.describe('Days begin and end by it'),
  lowSeatsThreshold: z
    .int()
    .min(0)
    .max(100_000)
    .describe('Admins get an e-mail when fewer seats than this are available'),
  invitationDays: z.int().min(1).max(365).describe('Days an invitation’s link works'),
  reminderDays: z
    .int()
    .min(1)
    .max(90)
    .nullable()
    .describe('Days after which an unclaimed invitation is sent again; null: never'),
  platformUrl: z
    .string()
    .max(2000)
    .refine(isWebAddress, 'is no web address')
    .nullable()
    .describe('Address of the learning platform, behind the button on a Member’s page'),
});
export type SpaceSettings = z.output<typeof SpaceSettings>;
