import { z } from 'zod';

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ''))
  .pipe(
    z
      .string()
      .max(253)
      .regex(/^[^\s@.,;<>"]+(\.[^\s@.,;<>"]+)+$/u, 'is no domain'),
  );

/** How an open link may be used. */
export const OpenLinkInput = z.object({
  endsOn: z.iso
    .date()
    .nullable()
    .default(null)
    .describe('Its last day, in the space’s zone; null: no end')
    .meta({ examples: ['2026-12-31'] }),
  claimLimit: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .default(null)
    .describe('How many may join by it')
    .meta({ examples: [200] }),
  emailDomains: z
    .array(domain)
    .max(100)
    .default([])
    .describe('Domains of the addresses it takes; none: any')
    .meta({ examples: [['example.org']] }),
});
export type OpenLinkInput = z.output<typeof OpenLinkInput>;

export const OpenLinkChange = z.object({
  endsOn: z.iso.date().nullable().optional(),
  claimLimit: z.int().min(1).max(1_000_000).nullable().optional(),
  emailDomains: z.array(domain).max(100).optional(),
});

export const OpenLink = z.object({
  id: z.uuid(),
  url: z.string().describe('What is given to people; whoever has it may ask to join'),
  endsOn: z.iso.date().nullable(),
  ended: z.boolean().describe('Its last day has gone by, or as many joined as may'),
  claimLimit: z.int().nullable(),
  claims: z.int().describe('Users who joined by it'),
  emailDomains: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type OpenLink = z.output<typeof OpenLink>;

export const OpenLinkAnswer = z.object({
  openLink: OpenLink.nullable().describe('null: there is none, or it is switched off'),
});
