import { Option, type Command } from 'commander';
import { changeBilling } from '../features/charging/index.ts';
import { actingAs, execute, operator } from '../platform/command/index.ts';
import { print, spaceIdOf, whole, withUsher } from './with-usher.ts';

interface BillingOptions {
  space: string;
  price?: number;
  currency?: string;
  taxRate?: number;
  taxName?: string;
  stopOrders?: 'on' | 'off';
  billingEmail?: string;
  json?: boolean;
}

/** billing set. */
export function addBillingCommands(program: Command): void {
  program
    .command('billing')
    .description('What a space pays.')
    .command('set')
    .description('Change price, tax and what happens when an invoice is overdue; without options, show them.')
    .requiredOption('--space <slug>')
    .option('--price <minor>', 'price per seat and period from now on, in minor units', whole)
    .option('--currency <code>', 'three letters')
    .option('--tax-rate <percent>', 'tax rate in per cent', Number)
    .option('--tax-name <name>', 'such as VAT')
    .option('--billing-email <email>', 'where invoices go')
    .addOption(
      new Option('--stop-orders <on|off>', 'no further seats while an invoice is overdue').choices([
        'on',
        'off',
      ]),
    )
    .option('--json')
    .action((options: BillingOptions) =>
      withUsher(async (application) => {
        const spaceId = await spaceIdOf(application, options.space);
        const by = { spaceId, caller: actingAs(operator) };
        const billing = await execute(application.platform, by, changeBilling, {
          pricePerSeat: options.price,
          currency: options.currency,
          taxRateBp: options.taxRate === undefined ? undefined : Math.round(options.taxRate * 100),
          taxName: options.taxName,
          billingEmail: options.billingEmail,
          stopOrdersWhenOverdue: options.stopOrders === undefined ? undefined : options.stopOrders === 'on',
        });
        const { pricePerSeat, currency, billingPeriod, taxName, taxRateBp, stopOrdersWhenOverdue } = billing;
        print(options, { billing }, [
          `A seat costs ${String(pricePerSeat)} minor units of ${currency} a ${billingPeriod}; ${taxName} ${String(taxRateBp / 100)}%.`,
          `An overdue invoice ${stopOrdersWhenOverdue ? 'stops' : 'does not stop'} further orders.`,
        ]);
      }),
    );
}
