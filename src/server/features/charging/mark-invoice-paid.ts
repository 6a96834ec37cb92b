import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { findInvoiceByNumber, setPaid } from './invoice-queries.ts';
import { readInvoice } from './list-invoices.ts';

/**
 * Notes that an invoice was paid, by its id or its number ("ACME-0042", or 42). One that was paid
 * already stays as it is.
 * @throws DomainError `not_found`
 */
export const markInvoicePaid = command({
  name: 'mark_invoice_paid',
  permission: 'operate',
  input: z.union([z.object({ id: z.uuid() }), z.object({ number: z.string().trim().min(1).max(100) })]),
  async run(ctx, input) {
    const id = 'id' in input ? input.id : await findInvoiceByNumber(ctx, input.number);
    if (id === undefined) throw notFound('This space has no invoice of this number.');
    await readInvoice(ctx, id);
    const changed = await setPaid(ctx, id);
    const audit = changed ? [{ action: 'invoice.paid', subject: 'invoice' as const, subjectId: id }] : [];
    return { result: await readInvoice(ctx, id), audit };
  },
});
