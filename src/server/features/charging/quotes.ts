import type { Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { quoteText, readQuoteText, type Price } from './quote-rules.ts';

const purpose = 'seat-quote';

/** A price as a sealed text, good in this space alone: it needs no row until it is taken up. */
export const makeQuote = (ctx: Context, price: Price): string =>
  ctx.secrets.seal(purpose, ctx.spaceId, quoteText(newId(ctx.now), price));

/** @throws DomainError `quote_mismatch` where it is no quote of this space's. */
export function openQuote(ctx: Context, quote: string): { id: string; price: Price } {
  try {
    return readQuoteText(ctx.secrets.open(purpose, ctx.spaceId, quote));
  } catch {
    throw new DomainError(
      'quote_mismatch',
      'This price is not one that was shown here. Look at the price again.',
    );
  }
}
