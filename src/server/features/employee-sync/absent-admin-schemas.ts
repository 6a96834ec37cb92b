import { z } from 'zod';

export const AbsentAdmin = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'admin']),
  status: z.enum(['invited', 'active', 'waiting']),
  source: z.string().describe('Name of the source that listed them'),
  since: z.iso.datetime(),
});
export type AbsentAdmin = z.output<typeof AbsentAdmin>;
