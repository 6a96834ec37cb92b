import type { Context } from '../../platform/command/index.ts';
import type { Attachment } from '../../platform/mail/index.ts';

/** A row of the outbox, as a renderer sees it. */
export interface MailRow {
  id: string;
  kind: string;
  toEmail: string;
  userId: string | null;
  /** Ids and figures that the words are made from. */
  data: Record<string, unknown>;
  createdAt: Date;
}

export interface RenderDeps {
  /** Reads within the mail's space. */
  ctx: Context;
  /** Where links point, without a slash at the end. */
  publicUrl: string;
  spaceName: string;
  timeZone: string;
}

export interface MailContent {
  subject: string;
  html: string;
  text: string;
  attachments?: Attachment[];
}

/**
 * Writes a mail's words at the moment of sending, so that the secret of a link exists on the wire
 * alone. null: the mail has lost its reason meanwhile and is cancelled.
 */
export type MailRenderer = (mail: MailRow, deps: RenderDeps) => Promise<MailContent | null>;

/** Every kind of mail by the name it is queued under; put together in app.ts. */
export type MailRenderers = Readonly<Record<string, MailRenderer>>;
