import type { Command } from 'commander';
import { markInvoicePaid } from '../features/charging/index.ts';
import { actingAs, execute, operator } from '../platform/command/index.ts';
import { print, spaceIdOf, withUsher } from './with-usher.ts';

/** invoice paid. */
export function addInvoiceCommands(program: Command): void {
  program
    .command('invoice')
    .description('Invoices of a space.')
    .command('paid')
    .description('Note that an invoice was paid.')
    .requiredOption('--space <slug>')
    .requiredOption('--number <number>', 'as on the invoice, or the count alone')
    .option('--json')
    .action((options: { space: string; number: string; json?: boolean }) =>
      withUsher(async (application) => {
        const spaceId = await spaceIdOf(application, options.space);
        const by = { spaceId, caller: actingAs(operator) };
        const invoice = await execute(application.platform, by, markInvoicePaid, { number: options.number });
        print(options, { invoice }, [`${invoice.number} is paid.`]);
      }),
    );
}
