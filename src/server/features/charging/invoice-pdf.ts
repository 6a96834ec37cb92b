import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { countInWords } from './charging-words-rules.ts';
import { dayInWords, type InvoiceDocument, type InvoiceLine } from './invoice-document-rules.ts';
import { formatMoney, formatRate } from './money-rules.ts';
import { drawable, fonts, missing } from './paper-fonts.ts';

type Paper = InstanceType<typeof PDFDocument>;

const left = 56;
const right = 539;
const width = right - left;
const ink = '#1b1e25';
const quiet = '#5a6270';
const hair = '#d3d7de';

/** Columns of the lines: where each ends (figures) or begins (words). */
const columns = { description: left, quantity: 330, unitPrice: 430, net: right };

/**
 * The invoice on paper. The same document gives the same bytes, whenever and wherever it is made.
 * @returns a PDF of one page, or more where an address is very long.
 */
export function renderInvoice(invoice: InvoiceDocument): Promise<Buffer> {
  const paper = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 56, left, right: 595 - right },
    lang: 'en-GB',
    info: {
      Title: `Invoice ${invoice.label}`,
      Author: invoice.seller.name ?? '',
      Producer: 'Usher',
      Creator: 'Usher',
      CreationDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  paper.registerFont('regular', opened(fonts.regular)).registerFont('bold', opened(fonts.bold));
  drawHead(paper, invoice);
  drawParties(paper, invoice);
  drawLines(paper, invoice);
  drawTotals(paper, invoice);
  drawPayment(paper, invoice);
  paper.end();
  return done;
}

/** PDFKit takes a font that is open already; its types do not know of it yet. */
const opened = (font: Font) => font as unknown as Uint8Array;

function write(
  paper: Paper,
  text: string,
  x: number,
  y: number,
  options: { size?: number; bold?: boolean; colour?: string; width?: number; align?: 'left' | 'right' } = {},
): number {
  const { size = 9.5, bold = false, colour = ink, align = 'left' } = options;
  paper
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(colour);
  paper.text(drawable(text), x, y, { width: options.width ?? right - x, align, lineGap: 2 });
  return paper.y;
}

/** Text that ends at x. */
const writeTo = (
  paper: Paper,
  text: string,
  x: number,
  y: number,
  options: { bold?: boolean; size?: number; colour?: string } = {},
) => write(paper, text, x - 200, y, { ...options, width: 200, align: 'right' });

function rule(paper: Paper, y: number, from = left): void {
  paper.moveTo(from, y).lineTo(right, y).lineWidth(0.6).strokeColor(hair).stroke();
}

function drawHead(paper: Paper, invoice: InvoiceDocument): void {
  const { seller } = invoice;
  write(paper, 'Invoice', left, 56, { size: 22, bold: true, width: 220 });
  const name = seller.name === undefined || seller.name === '' ? 'Usher' : seller.name;
  writeTo(paper, name, right, 58, { bold: true, size: 11 });
  let y = paper.y + 2;
  const details = [
    ...lines(seller.address),
    ...(seller.companyNumber ? [`Company number ${seller.companyNumber}`] : []),
    ...(seller.vatNumber ? [`VAT number ${seller.vatNumber}`] : []),
    ...(seller.email ? [seller.email] : []),
  ];
  for (const detail of details) y = writeTo(paper, detail, right, y, { colour: quiet, size: 9 });
  paper.y = Math.max(y, 120);
}

function drawParties(paper: Paper, invoice: InvoiceDocument): void {
  const { buyer } = invoice;
  const top = paper.y + 28;
  write(paper, 'Billed to', left, top, { colour: quiet, size: 8.5, width: 220 });
  let y = write(paper, buyer.name ?? '', left, paper.y + 1, { bold: true, width: 230 });
  for (const line of lines(buyer.address)) y = write(paper, line, left, y, { width: 230 });
  if (buyer.vatNumber) y = write(paper, `VAT number ${buyer.vatNumber}`, left, y, { width: 230 });

  const facts: [string, string][] = [
    ['Invoice number', invoice.label],
    ['Issue date', dayInWords(invoice.issuedOn)],
    ['Tax point', dayInWords(invoice.taxPoint)],
    ['Due date', dayInWords(invoice.dueOn)],
    ...(invoice.purchaseOrder === null
      ? []
      : [['Purchase order', invoice.purchaseOrder] as [string, string]]),
    ['Learning space', invoice.spaceName],
  ];
  let factY = top;
  for (const [label, value] of facts) {
    write(paper, label, 330, factY, { colour: quiet, width: 90 });
    factY = write(paper, value, 425, factY, { width: right - 425 }) + 2;
  }
  paper.y = Math.max(y, factY);
}

function drawLines(paper: Paper, invoice: InvoiceDocument): void {
  const top = paper.y + 32;
  const head = { colour: quiet, size: 8.5 };
  write(paper, 'Description', columns.description, top, { ...head, width: 200 });
  writeTo(paper, 'Quantity', columns.quantity, top, head);
  writeTo(paper, `Unit price (${invoice.currency})`, columns.unitPrice, top, head);
  writeTo(paper, `Net (${invoice.currency})`, columns.net, top, head);
  rule(paper, top + 16);
  let y = top + 24;
  for (const line of invoice.lines) y = drawLine(paper, line, invoice.currency, y);
  rule(paper, y + 4);
  paper.y = y + 4;
}

function drawLine(paper: Paper, line: InvoiceLine, currency: string, y: number): number {
  writeTo(paper, countInWords(line.quantity), columns.quantity, y);
  writeTo(paper, formatMoney(line.unitPrice, currency), columns.unitPrice, y);
  writeTo(paper, formatMoney(line.net, currency), columns.net, y);
  write(paper, line.description, columns.description, y, { width: 230 });
  return (
    write(paper, line.detail, columns.description, paper.y + 1, { colour: quiet, size: 8.5, width: 230 }) + 6
  );
}

function drawTotals(paper: Paper, invoice: InvoiceDocument): void {
  const { currency } = invoice;
  const rows: [string, string][] = [
    ['Net', formatMoney(invoice.net, currency)],
    [taxWords(invoice), formatMoney(invoice.tax, currency)],
  ];
  let y = paper.y + 12;
  for (const [label, value] of rows) {
    write(paper, label, 330, y, { colour: quiet, width: 110 });
    y = writeTo(paper, value, right, y) + 3;
  }
  rule(paper, y + 3, 330);
  write(paper, invoice.total === 0 ? 'Nothing to pay' : 'Total to pay', 330, y + 11, {
    bold: true,
    size: 11,
    width: 110,
  });
  paper.y = writeTo(paper, formatMoney(invoice.total, currency), right, y + 11, { bold: true, size: 11 });
}

/** What is charged on which amount; a reverse charge says so in the words that the law asks for. */
const taxWords = ({ taxName, taxRateBp, reverseCharge }: InvoiceDocument): string =>
  reverseCharge ? `${taxName}: reverse charge` : `${taxName} at ${formatRate(taxRateBp)}`;

function drawPayment(paper: Paper, invoice: InvoiceDocument): void {
  const { seller } = invoice;
  const terms = `Payment within ${String(invoice.paymentDays)} days, by ${dayInWords(invoice.dueOn)}. Give ${invoice.label} as the reference.`;
  let y = paper.y + 40;
  rule(paper, y - 14);
  if (invoice.reverseCharge) {
    const ground = `Reverse charge: the buyer accounts for the ${invoice.taxName}.`;
    y = write(paper, ground, left, y, { width }) + 12;
  }
  y = write(paper, 'Payment', left, y, { bold: true, width });
  y = write(paper, invoice.total === 0 ? 'Nothing is to be paid.' : terms, left, y + 2, { width });
  for (const line of lines(seller.bankDetails)) y = write(paper, line, left, y, { width });
  if (seller.note) y = write(paper, seller.note, left, y + 10, { colour: quiet, width });
  if (drawable(JSON.stringify(invoice)).includes(missing)) {
    const reason = `${missing} stands for a character in none of the scripts this paper is set in: Latin, Greek and Cyrillic.`;
    write(paper, reason, left, y + 10, { colour: quiet, size: 8.5, width });
  }
}

const lines = (text = ''): string[] =>
  text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean);
