import { Command } from 'commander';
import { addBillingCommands } from './cli/billing-commands.ts';
import { addDemoCommand } from './cli/demo-command.ts';
import { addInvoiceCommands } from './cli/invoice-commands.ts';
import { addMaintenanceCommands } from './cli/maintenance-commands.ts';
import { addSpaceCommands } from './cli/space-commands.ts';
import { addSourceCommands } from './cli/source-commands.ts';
import { addSyncCommands } from './cli/sync-commands.ts';
import { DomainError } from './platform/errors/index.ts';

const program = new Command('usher').description('The operator’s command line.').showHelpAfterError();
addSpaceCommands(program);
addDemoCommand(program);
addInvoiceCommands(program);
addBillingCommands(program);
addMaintenanceCommands(program);
addSyncCommands(program);
addSourceCommands(program);

program.parseAsync().catch((error: unknown) => {
  const issues =
    error instanceof DomainError && Array.isArray(error.extra.issues)
      ? (error.extra.issues as { path: string; message: string }[])
      : [];
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    [message, ...issues.map((issue) => `  ${issue.path}: ${issue.message}`), ''].join('\n'),
  );
  process.exitCode ||= 1;
});
