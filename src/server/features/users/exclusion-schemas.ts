import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';

export const Exclusion = z.object({
  id: z.uuid().describe('The id the deleted User had'),
  name: z.string().nullable().describe('null where it was erased'),
  email: z.string().nullable(),
  excludedBy: z.string(),
  excludedAt: z.iso.datetime(),
});
export type Exclusion = z.output<typeof Exclusion>;

export const ExclusionList = listOf(Exclusion).extend({ total: z.int().describe('On every page') });
export type ExclusionList = z.output<typeof ExclusionList>;
