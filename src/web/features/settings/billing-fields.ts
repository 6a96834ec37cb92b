import type { Billing } from '../../api/seat-types';

/** The billing settings as they stand in the form: every field a text. */
export interface BillingFields {
  billingEmail: string;
  buyerName: string;
  buyerAddress: string;
  buyerVatNumber: string;
  sellerName: string;
  sellerAddress: string;
  sellerVatNumber: string;
  sellerCompanyNumber: string;
  sellerEmail: string;
  bankDetails: string;
  note: string;
  taxName: string;
  taxRate: string;
  reverseCharge: boolean;
}

export type BillingErrors = Partial<Record<keyof BillingFields, string>>;

export function fieldsOf({ seller, buyer, ...billing }: Billing): BillingFields {
  return {
    billingEmail: billing.billingEmail ?? '',
    buyerName: buyer.name ?? '',
    buyerAddress: buyer.address ?? '',
    buyerVatNumber: buyer.vatNumber ?? '',
    sellerName: seller.name ?? '',
    sellerAddress: seller.address ?? '',
    sellerVatNumber: seller.vatNumber ?? '',
    sellerCompanyNumber: seller.companyNumber ?? '',
    sellerEmail: seller.email ?? '',
    bankDetails: seller.bankDetails ?? '',
    note: seller.note ?? '',
    taxName: billing.taxName,
    taxRate: String(billing.taxRateBp / 100),
    reverseCharge: billing.reverseCharge,
  };
}

/** What is sent: the same, with the empty left out. */
export function changeOf(fields: BillingFields): Partial<Billing> {
  const said = <T extends Record<string, string>>(texts: T): Partial<T> =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]])),
    ) as Partial<T>;
  return {
    billingEmail: fields.billingEmail.trim() === '' ? null : fields.billingEmail.trim(),
    buyer: said({ name: fields.buyerName, address: fields.buyerAddress, vatNumber: fields.buyerVatNumber }),
    seller: said({
      name: fields.sellerName,
      address: fields.sellerAddress,
      vatNumber: fields.sellerVatNumber,
      companyNumber: fields.sellerCompanyNumber,
      email: fields.sellerEmail,
      bankDetails: fields.bankDetails,
      note: fields.note,
    }),
    taxName: fields.taxName.trim(),
    taxRateBp: Math.round(Number(fields.taxRate) * 100),
    reverseCharge: fields.reverseCharge,
  };
}

export function errorsIn(fields: BillingFields): BillingErrors {
  const errors: BillingErrors = {};
  const rate = fields.taxRate.trim();
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(rate) || Number(rate) > 100)
    errors.taxRate = 'A rate from 0 to 100, with two decimals at most.';
  if (fields.taxName.trim() === '') errors.taxName = 'Name the tax, such as VAT.';
  if (fields.billingEmail.trim() !== '' && !/^\S+@\S+\.\S+$/.test(fields.billingEmail.trim()))
    errors.billingEmail = 'This is not an e-mail address.';
  if (fields.reverseCharge) {
    if (fields.sellerVatNumber.trim() === '') errors.sellerVatNumber = 'A reverse charge needs it.';
    if (fields.buyerVatNumber.trim() === '') errors.buyerVatNumber = 'A reverse charge needs it.';
  }
  return errors;
}

const lacking: Record<string, string> = {
  'seller.name': 'the seller’s name',
  'seller.address': 'the seller’s address',
  'seller.vatNumber': 'the seller’s VAT number',
  'buyer.address': 'your address',
  'buyer.vatNumber': 'your VAT number',
};

/** The parts that a VAT invoice has to name and these would not, in words. */
export const lackWords = (fields: string[]): string[] => fields.map((field) => lacking[field] ?? field);
