import { z } from 'zod';
import { NewPassword } from './schemas.ts';

export const AccountPage = z.object({
  email: z.string(),
  name: z.string(),
  secondFactor: z.object({ on: z.boolean(), recoveryCodesLeft: z.int() }),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.iso.datetime() })),
  sessions: z.array(
    z.object({
      id: z.string(),
      device: z.string().describe('As the browser calls itself'),
      address: z.string().nullable().describe('From which it was begun'),
      signedInAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().describe('To the day'),
      current: z.boolean().describe('True: the one that asks'),
    }),
  ),
});

export const AccountName = z.object({ name: z.string().trim().max(200) });

export const PasswordChange = z.object({
  currentPassword: z.string().min(1).max(128),
  newPassword: NewPassword,
});

export const SessionParams = z.object({ id: z.string().max(64) });
export const Ended = z.object({ ended: z.int().describe('How many sessions') });
