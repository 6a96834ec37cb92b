import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { actingAs, query, system } from '../../platform/command/index.ts';
import { chargingMails } from './charging-mails.ts';

test('each mail says the same in HTML and in text, and the invoice is attached', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const { order } = (await space.api('POST', '/seat-orders', { seats: 25, purchaseOrder: 'PO-7' })).body;
  const data = { orderId: order.id, invoiceId: order.invoice.id, by: 'Ada Lovelace', reduced: 3, planned: 5 };
  const write = (kind: string) =>
    query(app.platform, { spaceId: space.id, caller: actingAs(system), permission: 'work' }, (ctx) => {
      const deps = { ctx, publicUrl: 'https://usher.test', spaceName: 'Acme', timeZone: 'Europe/London' };
      const mail = { id: order.id, kind, toEmail: 'a@acme.test', userId: null, data, createdAt: new Date() };
      return chargingMails[kind]!(mail, deps);
    });
  const added = await write('seats_added');
  expect(added?.subject).toBe('25 seats added to Acme');
  for (const part of [added?.html, added?.text]) {
    for (const words of ['Ada Lovelace', '30 before, 55 now', order.invoice.number, '/s/acme/seats'])
      expect(part).toContain(words);
  }
  expect((await write('reduction_short'))?.text).toContain(
    '2 seats planned to go were still taken on the day',
  );
  const invoice = await write('invoice');
  expect(invoice?.text).toContain('PO-7');
  expect(invoice?.attachments?.[0]).toMatchObject({
    filename: 'ACME-0002.pdf',
    contentType: 'application/pdf',
  });
  expect(invoice?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
});
