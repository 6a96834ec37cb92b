import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import type { InvoiceDocument } from './invoice-document-rules.ts';
import { findInvoice, storePdf } from './invoice-queries.ts';

/** Makes an invoice's paper and keeps it as issued. Twice does no harm: the first stays. */
export const storeInvoicePdf = command({
  name: 'store_invoice_pdf',
  permission: 'work',
  input: z.object({ invoiceId: z.uuid() }),
  async run(ctx, { invoiceId }) {
    const invoice = await findInvoice(ctx, invoiceId);
    if (invoice?.pdf === null) await storePdf(ctx, invoiceId, await draw(invoice.document));
    return { result: null, audit: [] };
  },
});

/**
 * The paper of an invoice: as stored, or made the same where the job has not come to it yet.
 * @throws DomainError `not_found`
 */
export async function readInvoicePdf(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  invoiceId: string,
): Promise<{ label: string; pdf: Buffer }> {
  const invoice = await findInvoice(ctx, invoiceId);
  if (!invoice) throw notFound();
  return { label: invoice.label, pdf: invoice.pdf ?? (await draw(invoice.document)) };
}

// Loaded with the first paper: the fonts take a third of a second to open.
async function draw(document: InvoiceDocument): Promise<Buffer> {
  const { renderInvoice } = await import('./invoice-pdf.ts');
  return renderInvoice(document);
}
