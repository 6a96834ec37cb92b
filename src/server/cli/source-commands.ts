import type { Command } from 'commander';
import { runSource } from '../features/employee-sync/index.ts';
import { print, withUsher } from './with-usher.ts';

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
        const { id, state, reason, fileName, rows, counts, guards, warnings, seats } = run;
        const problems = [
          ...(run.problem === null ? [] : [run.problem]),
          ...guards.map(({ sentence }) => sentence),
          ...warnings.map(({ sentence }) => sentence),
        ];
        print(
          options,
          { run: id, state, reason, fileName, rows, counts, guards, warnings, seats, problems },
          [
            `${state}: ${String(rows)} rows`,
            ...Object.entries(counts).map(([outcome, count]) => `  ${outcome}: ${String(count)}`),
            ...problems,
          ],
        );
        if (state === 'held') process.exitCode = 2;
        else if (state === 'failed' || state === 'refused') process.exitCode = 1;
      }),
    );
}
