import { expect, test } from 'vitest';
import type { Billing } from '../../api/seat-types';
import { changeOf, errorsIn, fieldsOf, lackWords } from './billing-fields';

const billing = {
  billingEmail: null,
  seller: { name: 'Usher Ltd', bankDetails: 'IBAN GB29' },
  buyer: {},
  taxName: 'VAT',
  taxRateBp: 550,
  reverseCharge: false,
} as unknown as Billing;

test('what was read is what is sent when nothing is changed', () => {
  expect(changeOf(fieldsOf(billing))).toEqual(billing);
});

test.each([
  [{ taxRate: '20,5' }, 'taxRate'],
  [{ taxRate: '101' }, 'taxRate'],
  [{ taxRate: '' }, 'taxRate'],
  [{ taxName: ' ' }, 'taxName'],
  [{ billingEmail: 'bills at acme' }, 'billingEmail'],
  [{ reverseCharge: true, sellerVatNumber: 'DE1' }, 'buyerVatNumber'],
])('%o is told at its field', (change, field) => {
  expect(Object.keys(errorsIn({ ...fieldsOf(billing), ...change }))).toEqual([field]);
});

test('what invoices lack is said in words', () => {
  expect(lackWords(['seller.vatNumber', 'buyer.address'])).toEqual([
    'the seller’s VAT number',
    'your address',
  ]);
});
