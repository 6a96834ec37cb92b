import type { Command } from 'commander';
import { runSource, tellRun } from '../features/employee-sync/index.ts';
import { exitCodeOf } from './exit-code.ts';
import { printRun } from './print-run.ts';
import { withUsher } from './with-usher.ts';

/** sync run. */
export function addSourceCommands(program: Command): void {
  program
    .command('sync')
    .description('Sources of employee data.')
    .command('run <source>')
    .description('Fetch a source, by its name or id, and take its run as far as it goes.')
    .option('--space <slug>', 'where several spaces have a source of that name')
    .option('--rehearse', 'plan and stop; a first run does in any case')
    .option('--json')
    .action((source: string, options: { space?: string; rehearse?: boolean; json?: boolean }) =>
      withUsher(async (application) => {
        const which = { source, slug: options.space };
        const run = await runSource(application.sources, which, options.rehearse ? 'rehearse' : 'apply');
        printRun(options, await tellRun(application.platform, run.spaceId, run));
        process.exitCode = exitCodeOf(run);
      }),
    );
}
