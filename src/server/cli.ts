import { Command, CommanderError } from 'commander';
import { addBillingCommands } from './cli/billing-commands.ts';
import { addDemoCommand } from './cli/demo-command.ts';
import { addInvoiceCommands } from './cli/invoice-commands.ts';
import { addMaintenanceCommands } from './cli/maintenance-commands.ts';
import { addSpaceCommands } from './cli/space-commands.ts';
import { addSourceCommands } from './cli/source-commands.ts';
import { addSyncCommands } from './cli/sync-commands.ts';
import { printRefusal } from './cli/with-usher.ts';

const program = new Command('usher')
  .description('The operator’s command line.')
  .showHelpAfterError()
  .exitOverride();
addSpaceCommands(program);
addDemoCommand(program);
addInvoiceCommands(program);
addBillingCommands(program);
addMaintenanceCommands(program);
addSyncCommands(program);
addSourceCommands(program);

program.parseAsync().catch((error: unknown) => {
  const helped = error instanceof CommanderError && error.exitCode === 0;
  if (!helped) printRefusal(error);
});
