import { z } from 'zod';
import { passwordMinimum } from './auth-rules.ts';

const role = z.enum(['owner', 'admin', 'member']);
const token = z.string().min(20).max(400);

/** A password that is chosen now. */
export const NewPassword = z
  .string()
  .min(passwordMinimum, `has at least ${String(passwordMinimum)} characters`)
  .max(128)
  .describe('At least 10 characters');

const name = z.string().max(200).optional();

export const ClaimPreviewInput = z.object({ token });

export const ClaimPreview = z.object({
  space: z.object({ name: z.string(), slug: z.string() }),
  invitedBy: z
    .string()
    .describe('The person who invites, or the organisation; empty for who asked by an open link'),
  email: z.string().describe('As invited'),
  firstName: z.string(),
  lastName: z.string(),
  message: z.string(),
  role,
  accountExists: z.boolean().describe('True: the password asked for is that of the account there is'),
  signedIn: z.boolean().describe('True: that account is signed in here, and no password is needed'),
});

export const ClaimInput = z.object({
  token,
  password: z.string().min(1).max(128).optional(),
  firstName: name,
  lastName: name,
});

export const Claimed = z.object({
  space: z.object({ slug: z.string() }),
  role,
  twoFactorRequired: z
    .boolean()
    .describe(
      'True: nothing is claimed yet; after POST /api/auth/two-factor/verify-totp claim again, without a password',
    ),
});

export const SignInInput = z.object({ email: z.string().max(320), password: z.string().min(1).max(128) });
export const SignInResult = z.object({
  twoFactorRequired: z.boolean().describe('True: the second step is POST /api/auth/two-factor/verify-totp'),
});

export const Session = z.object({
  account: z
    .object({ id: z.string(), email: z.string(), name: z.string(), twoFactorEnabled: z.boolean() })
    .nullable(),
  setupRequired: z.boolean(),
  setupCodeRequired: z.boolean(),
  spaces: z.array(
    z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      role,
      userId: z.uuid(),
      timeZone: z.string(),
      currency: z.string(),
      locale: z.string(),
    }),
  ),
  machineOfOnesOwn: z.boolean(),
});

export const SetUpInput = z.object({
  spaceName: z.string().trim().min(1).max(200),
  timeZone: z.string().max(100),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is a currency of three capital letters'),
  pricePerSeat: z.int().min(0).max(100_000_000).describe('Minor units a seat and year'),
  seats: z.int().min(1).max(1_000_000).describe('Seats bought to begin with'),
  ownerEmail: z.string().trim().max(320),
  ownerName: z.string().trim().max(200).default(''),
  password: NewPassword,
  setupCode: z.string().max(50).optional().describe('The code that the server printed, where it asks for it'),
});
export type SetUpInput = z.output<typeof SetUpInput>;

export const SetUpDemoInput = SetUpInput.pick({ setupCode: true });

export const SetUp = z.object({ space: z.object({ slug: z.string() }) });

export const DemoMade = SetUp.extend({
  email: z.string(),
  password: z.string().describe('Of the demo’s Owner, shown this once'),
});
