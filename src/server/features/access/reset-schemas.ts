import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';
import { NewPassword } from './schemas.ts';

const token = z.string().min(20).max(200).describe('From the link of the mail, behind its #');

export const ForgottenInput = z.object({ email: z.string().max(320) });
export const ResetCheckInput = z.object({ token });
export const ResetCheck = z.object({ email: z.string() });
export const ResetInput = z.object({ token, password: NewPassword });

export const KeptMails = listOf(
  z.object({
    id: z.uuid(),
    kind: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    createdAt: z.iso.datetime(),
    link: z.string().nullable().describe('Of a reset that can still be used'),
  }),
);
