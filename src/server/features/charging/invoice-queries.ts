import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { InvoiceDocument } from './invoice-document-rules.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

export interface StoredInvoice {
  id: string;
  label: string;
  document: InvoiceDocument;
  pdf: Buffer | null;
  paidAt: Date | null;
}

export async function insertInvoice(
  ctx: Context,
  invoice: { id: string; orderId: string; number: number; document: InvoiceDocument },
): Promise<void> {
  const { document } = invoice;
  // Nothing to pay is paid: it cannot become overdue.
  const free = document.total === 0;
  await sql`
    insert into invoices (
      space_id, id, order_id, number, label, issued_on, due_on, currency, net, tax, gross, document,
      paid_at, paid_by, created_at)
    values (${ctx.spaceId}, ${invoice.id}, ${invoice.orderId}, ${invoice.number}, ${document.label},
      ${document.issuedOn}, ${document.dueOn}, ${document.currency}, ${document.net}, ${document.tax}, ${document.total},
      ${JSON.stringify(document)}::jsonb, ${free ? ctx.now : null}, ${free ? 'Nothing to pay' : null}, ${ctx.now})`.execute(
    ctx.tx,
  );
}

export async function findInvoice(ctx: Reading, id: string): Promise<StoredInvoice | undefined> {
  const { rows } = await sql<StoredInvoice>`
    select id, label, document, pdf, paid_at as "paidAt" from invoices
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
  return rows[0];
}

/** Finds an invoice by its number, whole ("ACME-0042") or the count alone ("42"). */
export async function findInvoiceByNumber(ctx: Reading, number: string): Promise<string | undefined> {
  const count = /^\d{1,9}$/.test(number) ? Number(number) : null;
  const { rows } = await sql<{ id: string }>`
    select id from invoices
    where space_id = ${ctx.spaceId} and (label = ${number.toUpperCase()} or number = ${count})`.execute(
    ctx.tx,
  );
  return rows[0]?.id;
}

/** Keeps the paper as issued. The first one stays, whoever comes second. */
export async function storePdf(ctx: Reading, id: string, pdf: Buffer): Promise<void> {
  await sql`
    update invoices set pdf = ${pdf} where space_id = ${ctx.spaceId} and id = ${id} and pdf is null`.execute(
    ctx.tx,
  );
}

/** @returns false where it was paid before. */
export async function setPaid(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`
    update invoices set paid_at = ${ctx.now}, paid_by = ${ctx.actor.name}
    where space_id = ${ctx.spaceId} and id = ${id} and paid_at is null
    returning 1`.execute(ctx.tx);
  return rows.length > 0;
}
