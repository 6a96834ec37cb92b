import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';

const role = z.enum(['admin', 'scim', 'operator']);

export const ApiKeyList = listOf(
  z.object({
    id: z.uuid(),
    name: z.string(),
    role,
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    lastUsedAt: z.iso.datetime().nullable(),
  }),
);

export const NewApiKey = z.object({
  name: z.string().trim().min(1).max(100).describe('What the key is for'),
  role: role.describe('An operator’s key is made by the operator alone'),
});

export const MadeApiKey = z.object({ id: z.uuid(), key: z.string().describe('Shown this once') });
