import { basename } from 'node:path';
import type { Command } from 'commander';
import { importFile, tellRun } from '../features/employee-sync/index.ts';
import { DomainError } from '../platform/errors/index.ts';
import { exitCodeOf } from './exit-code.ts';
import { printRun } from './print-run.ts';
import { openNamed, spaceIdOf, withUsher } from './with-usher.ts';

interface ImportFlags {
  space: string;
  mode: string;
  rehearse?: boolean;
  apply?: boolean;
  approveHeld?: boolean;
  json?: boolean;
}

/** import. */
export function addSyncCommands(program: Command): void {
  program
    .command('import <file>')
    .description('Import a file of employees: rehearsed unless --apply is given.')
    .requiredOption('--space <slug>')
    .option('--mode <mode>', 'full: who is absent has left; changes: absence means nothing', 'full')
    .option('--rehearse', 'plan and stop (the default)')
    .option('--apply', 'apply, also where it is the first run')
    .option('--approve-held', 'apply also where a guard holds the run')
    .option('--json')
    .action(async (file: string, options: ImportFlags) => {
      await using opened = await openNamed(file);
      const stat = await opened.stat();
      await withUsher(async (application) => {
        const { mode, rehearse = false, apply = false, approveHeld = false } = options;
        if (mode !== 'full' && mode !== 'changes')
          throw new DomainError('invalid_request', '--mode is full or changes.');
        if (rehearse && (apply || approveHeld))
          throw new DomainError('invalid_request', 'Either --rehearse or --apply.');
        const spaceId = await spaceIdOf(application, options.space);
        const chunks = opened.createReadStream({ highWaterMark: 256 * 1024 });
        const fileName = basename(file);
        const run = await importFile(application.platform, spaceId, {
          mode,
          apply,
          approveHeld,
          fileName,
          fileTime: stat.isFile() ? stat.mtime : null,
          chunks,
        });
        printRun(options, await tellRun(application.platform, spaceId, run));
        process.exitCode = exitCodeOf(run);
      });
    });
}
