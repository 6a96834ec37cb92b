import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { queueMails, type MailRequest } from '../outbox/index.ts';
import { takeInvoiceNumber, type Billing } from './billing-queries.ts';
import { composeInvoice, invoiceLabel } from './invoice-document-rules.ts';
import { insertInvoice } from './invoice-queries.ts';
import { findOwnerEmail, insertOrder, type NewOrder } from './order-queries.ts';

/**
 * Writes an order down with its invoice, and queues the invoice's paper and its mail, all in the
 * transaction that grants the seats: the number is taken if and only if the order stands.
 */
export async function recordOrder(
  ctx: Context,
  billing: Billing,
  order: NewOrder,
  adminMails: MailRequest[] = [],
): Promise<{ invoiceId: string; label: string }> {
  await insertOrder(ctx, order);
  const number = await takeInvoiceNumber(ctx);
  const label = invoiceLabel(billing.slug, number);
  const document = composeInvoice({ ...billing, ...order, label, issuedAt: ctx.now });
  const invoiceId = newId(ctx.now);
  await insertInvoice(ctx, { id: invoiceId, orderId: order.id, number, document });
  await ctx.enqueue({ name: 'render_invoice', data: { spaceId: ctx.spaceId, invoiceId } });
  const contact = billing.billingEmail ?? (await findOwnerEmail(ctx));
  const data = { orderId: order.id, invoiceId };
  const mails = adminMails.map((mail) => ({ ...mail, data: { ...mail.data, ...data } }));
  if (contact !== undefined) mails.push({ kind: 'invoice', toEmail: contact, data });
  await queueMails(ctx, mails);
  return { invoiceId, label };
}
