import type { Buyer, Seller } from './schemas.ts';

interface Particulars {
  taxRateBp: number;
  reverseCharge: boolean;
  seller: Seller;
  buyer: Buyer;
}

/**
 * What the rules for VAT invoices ask for and these would not say. UK: VAT Notice 700, 16.3; EU:
 * Directive 2006/112/EC, Article 226. The buyer's name is the space's where none is given.
 */
export function invoiceLacks({ taxRateBp, reverseCharge, seller, buyer }: Particulars): string[] {
  const taxed = taxRateBp > 0 || reverseCharge;
  return [
    ...(seller.name ? [] : ['seller.name']),
    ...(seller.address ? [] : ['seller.address']),
    ...(taxed && !seller.vatNumber ? ['seller.vatNumber'] : []),
    ...(buyer.address ? [] : ['buyer.address']),
    ...(reverseCharge && !buyer.vatNumber ? ['buyer.vatNumber'] : []),
  ];
}

/** Whether a reverse charge can stand on an invoice: it needs the VAT numbers of both. */
export const reverseChargeCanStand = ({ reverseCharge, seller, buyer }: Particulars): boolean =>
  !reverseCharge || Boolean(seller.vatNumber && buyer.vatNumber);
