import { z } from 'zod';

const instant = z.iso.datetime();
const states = ['queued', 'sending', 'sent', 'refused', 'kept', 'cancelled'] as const;

export const MailListQuery = z.object({
  state: z
    .enum(['queued', 'sent', 'refused', 'kept', 'cancelled'])
    .optional()
    .describe('queued also finds those being sent now'),
  kind: z.string().max(500).optional().describe('invitation, seats_added, invoice, …; several with commas'),
  user: z.uuid().optional().describe('Mails to this User'),
  q: z.string().max(320).optional().describe('The beginning of the address, or of any word of the name'),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MailListQuery = z.output<typeof MailListQuery>;

export const MailItem = z.object({
  id: z.uuid(),
  kind: z.string().describe('What it is about'),
  to: z.string(),
  user: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe('The User it went to; null where there is none, or none any more'),
  subject: z.string().nullable().describe('null until it was written'),
  state: z.enum(states).describe('kept: no mail server is set, to be read here'),
  attempts: z.int(),
  answer: z.string().nullable().describe('What the mail server said last'),
  nextAttemptAt: instant.nullable().describe('When a queued mail is tried again'),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type MailItem = z.output<typeof MailItem>;

const upTo = 'Counted up to 10,000';

export const MailList = z.object({
  items: z.array(MailItem),
  nextCursor: z.string().nullable(),
  counts: z
    .object({ queued: z.int().describe(upTo), refused: z.int().describe(upTo) })
    .optional()
    .describe('On the first page: of all mails of the space'),
});
export type MailList = z.output<typeof MailList>;

export const Mail = MailItem.extend({
  text: z.string().nullable().describe('The plain text as sent, its links blanked'),
  hasHtml: z.boolean().describe('True: GET …/html shows it as sent'),
  link: z
    .string()
    .nullable()
    .describe('The link of the mail, on a machine of one’s own alone, while it still works'),
  repeats: z.uuid().nullable().describe('The mail that this one was sent again from'),
});
export type Mail = z.output<typeof Mail>;

export const SentAgain = z.object({
  id: z.uuid().nullable().describe('The mail that goes out now; null where a fresh invitation was made'),
});

export const TestMailInput = z.object({
  to: z.string().trim().max(320).optional().describe('Your own address unless given'),
});

export const MailSettings = z.object({
  server: z.string().nullable().describe('Host and port of the mail server; null: mails are kept here'),
  encrypted: z.boolean().describe('Whether the connection begins encrypted'),
  from: z.string().describe('The address mails are sent from'),
  linksCanBeOpened: z.boolean().describe('True on a machine of one’s own'),
});
export type MailSettings = z.output<typeof MailSettings>;
