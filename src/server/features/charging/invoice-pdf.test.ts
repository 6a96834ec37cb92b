import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { renderInvoice } from './invoice-pdf.ts';
import type { InvoiceDocument } from './invoice-document-rules.ts';
import { formatMoney } from './money-rules.ts';
import { drawable, missing } from './paper-fonts.ts';

const invoice: InvoiceDocument = {
  label: 'ACME-0042',
  issuedOn: '2026-07-01',
  taxPoint: '2026-07-01',
  dueOn: '2026-07-31',
  paymentDays: 30,
  purchaseOrder: 'Zamówienie 7781',
  seller: { name: 'Φιλοξενία Α.Ε.', address: 'Λεωφόρος Κηφισίας 12\nΑθήνα', note: 'Дякуємо за співпрацю' },
  buyer: { name: 'Spółdzielnia „Żółw” w Łodzi', address: 'ul. Świętokrzyska 3\n90-001 Łódź' },
  spaceName: 'Учебный центр «Ёлка»',
  currency: 'GBP',
  lines: [
    {
      description: 'User licences (seats) added',
      detail: '1 Jul 2026 to 31 Dec 2026; a year, 50% of it left',
      quantity: 1_250,
      unitPrice: 4_000,
      net: 2_500_000,
    },
  ],
  net: 2_500_000,
  taxName: 'VAT',
  taxRateBp: 2_000,
  tax: 500_000,
  total: 3_000_000,
};

const read = async (document: InvoiceDocument): Promise<string> =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: await renderInvoice(document) }).toString();

test('Polish, Greek and Cyrillic come back from the paper whole', async () => {
  const text = await read(invoice);
  for (const words of [
    'Spółdzielnia „Żółw” w Łodzi',
    'ul. Świętokrzyska 3',
    'Zamówienie 7781',
    'Φιλοξενία Α.Ε.',
    'Λεωφόρος Κηφισίας 12',
    'Дякуємо за співпрацю',
    'Учебный центр «Ёлка»',
    '£30,000.00',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain(missing);
});

test('what the fonts lack stands as a mark, and the paper says what the mark is', async () => {
  const text = await read({ ...invoice, buyer: { name: '東京 Learning 🎓' } });
  expect(text).toContain('\ufffd\ufffd Learning \ufffd');
  expect(text).toContain('\ufffd stands for a character in none of the scripts');
});

test('the same document gives the same bytes, with no more of the fonts than it uses', async () => {
  const paper = await renderInvoice(invoice);
  expect((await renderInvoice(invoice)).equals(paper)).toBe(true);
  expect(paper.length).toBeLessThan(60_000);
});

test('the symbol of every currency can be drawn', () => {
  const lacking = Intl.supportedValuesOf('currency').filter((currency) =>
    drawable(formatMoney(100, currency)).includes(missing),
  );
  expect(lacking).toEqual([]);
});
