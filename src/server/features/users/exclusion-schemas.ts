import { z } from 'zod';

export const Exclusion = z.object({
  id: z.uuid().describe('The id the deleted User had'),
  name: z.string().nullable().describe('null where it was erased'),
  email: z.string().nullable(),
  excludedBy: z.string(),
  excludedAt: z.iso.datetime(),
});
export type Exclusion = z.output<typeof Exclusion>;

export const ExclusionList = z.object({
  items: z.array(Exclusion).describe('The latest 200'),
  total: z.int(),
});
