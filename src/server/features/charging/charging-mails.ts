import { writeLetter, type LetterBlock } from '../../platform/mail/index.ts';
import type { MailContent, MailRenderers, MailRow, RenderDeps } from '../outbox/index.ts';
import { readBilling } from './billing-queries.ts';
import { countInWords, seatsInWords } from './charging-words-rules.ts';
import { dayInWords } from './invoice-document-rules.ts';
import { readInvoice } from './list-invoices.ts';
import { readOrderAnswer } from './list-orders.ts';
import { writeLowSeats } from './low-seats-mail.ts';
import { formatMoney } from './money-rules.ts';
import { dayIn } from './period-rules.ts';
import { readInvoicePdf } from './render-invoice.ts';

/** What Admins and the billing contact hear about seats and money. */
export const chargingMails: MailRenderers = {
  seats_added: writeSeatsAdded,
  seats_renewed: writeRenewed,
  reduction_short: writeRenewed,
  invoice: writeInvoiceMail,
  low_seats: writeLowSeats,
};

async function read(mail: MailRow, { ctx, publicUrl }: RenderDeps) {
  const { slug } = await readBilling(ctx);
  const button: LetterBlock = { button: 'Open Seats', url: `${publicUrl}/s/${slug}/seats` };
  return {
    answer: await readOrderAnswer(ctx, String(mail.data.orderId)),
    invoice: await readInvoice(ctx, String(mail.data.invoiceId)),
    button,
  };
}

async function writeSeatsAdded(mail: MailRow, deps: RenderDeps): Promise<MailContent> {
  const { answer, invoice, button } = await read(mail, deps);
  const { order, available, wentToWaiting } = answer;
  const by = typeof mail.data.by === 'string' ? mail.data.by : order.orderedBy;
  const when = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: deps.timeZone,
  }).format(new Date(order.createdAt));
  const told = `${by} added ${seatsInWords(order.seats)}. ${countInWords(available)} available now.`;
  return writeLetter({
    spaceName: deps.spaceName,
    subject: `${seatsInWords(order.seats)} added to ${deps.spaceName}`,
    preview: told,
    heading: `${seatsInWords(order.seats)} added`,
    blocks: [
      {
        facts: [
          ['Added by', by],
          ['When', when],
          ['Total seats', `${countInWords(order.totalBefore)} before, ${countInWords(order.totalAfter)} now`],
          ...(wentToWaiting > 0
            ? [['To people waiting', countInWords(wentToWaiting)] as [string, string]]
            : []),
          ['Available now', countInWords(available)],
          ['Amount', formatMoney(order.total, order.currency)],
          ['Invoice', invoice.number],
        ],
      },
      button,
    ],
    footer: `Sent to every Admin of ${deps.spaceName}.`,
  });
}

async function writeRenewed(mail: MailRow, deps: RenderDeps): Promise<MailContent> {
  const { answer, invoice, button } = await read(mail, deps);
  const { order } = answer;
  const reduced = Number(mail.data.reduced);
  const short = Number(mail.data.planned) - reduced;
  const told = `${seatsInWords(order.totalAfter)} renewed for ${formatMoney(order.total, order.currency)}.`;
  const kept =
    short > 0
      ? `${seatsInWords(short)} planned to go ${short === 1 ? 'was' : 'were'} still taken on the day, so ${short === 1 ? 'it stays and is' : 'they stay and are'} charged.`
      : undefined;
  return writeLetter({
    spaceName: deps.spaceName,
    subject: kept ? `Not every seat planned to go could go` : `${deps.spaceName} is renewed`,
    preview: kept ?? told,
    heading: kept ? 'Not every seat planned to go could go' : `${seatsInWords(order.totalAfter)} renewed`,
    blocks: [
      ...(kept ? [{ p: kept }] : []),
      {
        facts: [
          ['Total seats', `${countInWords(order.totalBefore)} before, ${countInWords(order.totalAfter)} now`],
          ['Seats that went', countInWords(reduced)],
          ['Until', dayInWords(dayIn(deps.timeZone, new Date(Date.parse(order.period.to) - 1)))],
          ['Amount', formatMoney(order.total, order.currency)],
          ['Invoice', invoice.number],
        ],
      },
      button,
    ],
    footer: `Sent to every Admin of ${deps.spaceName}.`,
  });
}

/** To the billing contact, with the paper. It has no button: who pays need not be able to sign in. */
async function writeInvoiceMail(mail: MailRow, deps: RenderDeps): Promise<MailContent> {
  const { answer, invoice } = await read(mail, deps);
  const { label, pdf } = await readInvoicePdf(deps.ctx, invoice.id);
  const total = formatMoney(invoice.total, invoice.currency);
  const due = invoice.status === 'paid' ? 'Nothing is left to pay.' : `Due by ${dayInWords(invoice.dueOn)}.`;
  const letter = await writeLetter({
    spaceName: deps.spaceName,
    subject: `Invoice ${label} for ${total}`,
    preview: `${seatsInWords(answer.order.seats)}, ${total}. ${due}`,
    heading: `Invoice ${label}`,
    blocks: [
      { p: `The invoice for ${seatsInWords(answer.order.seats)} of ${deps.spaceName} is attached. ${due}` },
      {
        facts: [
          ['Net', formatMoney(invoice.net, invoice.currency)],
          [answer.order.taxName, formatMoney(invoice.tax, invoice.currency)],
          ['Total', total],
          ...(answer.order.purchaseOrder === null
            ? []
            : [['Purchase order', answer.order.purchaseOrder] as [string, string]]),
        ],
      },
    ],
    footer: `Sent to ${mail.toEmail}, the billing contact of ${deps.spaceName}.`,
  });
  return {
    ...letter,
    attachments: [{ filename: `${label}.pdf`, content: pdf, contentType: 'application/pdf' }],
  };
}
