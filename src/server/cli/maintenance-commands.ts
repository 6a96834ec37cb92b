import { resolve } from 'node:path';
import type { Command } from 'commander';
import { erasePerson } from '../features/erasure/index.ts';
import { findDifferences } from '../features/seats/index.ts';
import { actingAs, execute, operator } from '../platform/command/index.ts';
import { asOperator, backup, createDatabase, restore } from '../platform/database/index.ts';
import { DomainError } from '../platform/errors/index.ts';
import { openNamed, print, spaceIdOf, withUsher } from './with-usher.ts';

interface Options {
  json?: boolean;
  space: string;
}

/** verify, backup, restore, erase. */
export function addMaintenanceCommands(program: Command): void {
  program
    .command('verify')
    .description('Replay the ledgers, recount every User, and compare both with the pools.')
    .option('--space <slug>', 'only this space')
    .option('--json')
    .action((options: Partial<Options>) =>
      withUsher((_, { connection }) => verify(connection.ownerUrl, options)),
    );

  const rows = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
  program
    .command('backup <file>')
    .description(
      'Write every table, in one snapshot, to a file. Keep SECRET_KEY (or DATA_DIR/secret-key) beside it.',
    )
    .option('--json')
    .action((file: string, options: Options) =>
      withUsher(async (_, { connection }) => {
        const tables = await backup(connection.ownerUrl, resolve(file));
        print(options, { file, tables }, [`${String(rows(tables))} rows written to ${file}.`]);
      }),
    );
  program
    .command('restore <file>')
    .description('Read a backup into an empty database of the same version.')
    .option('--json')
    .action(async (file: string, options: Options) => {
      await using opened = await openNamed(file);
      await withUsher(async (_, { connection }) => {
        const tables = await restore(connection.ownerUrl, opened.createReadStream());
        print(options, { file, tables }, [`${String(rows(tables))} rows restored from ${file}.`]);
      });
    });

  program
    .command('erase')
    .description(
      'Erase what is kept of a deleted person: values beside the audit log, mails, imports and their files.',
    )
    .requiredOption('--space <slug>')
    .option('--email <address>')
    .option('--user <id>')
    .option('--json')
    .action((options: Options & { email?: string; user?: string }) =>
      withUsher(async (application) => {
        if (!options.email && !options.user)
          throw new DomainError('invalid_request', 'Name the person by --email or --user.');
        const spaceId = await spaceIdOf(application, options.space);
        const input = {
          ...(options.email && { email: options.email }),
          ...(options.user && { userId: options.user }),
        };
        const done = await execute(
          application.platform,
          { spaceId, caller: actingAs(operator) },
          erasePerson,
          input,
        );
        print(options, done, [
          `Erased ${String(done.values)} values, ${String(done.mails)} mails, ${String(done.requests)} requests, ${String(done.planRows)} rows of imports and ${String(done.files)} source files.`,
        ]);
      }),
    );
}

async function verify(ownerUrl: string, options: Partial<Options>): Promise<void> {
  const { database, pool } = createDatabase(ownerUrl, { connections: 1 });
  try {
    const { spaces, differences } = await asOperator(database, (tx) => findDifferences(tx, options.space));
    if (options.space && spaces === 0)
      throw new DomainError('not_found', `There is no space "${options.space}".`);
    const right = differences.length === 0;
    print(options, { ok: right, spaces, differences }, [
      ...differences.map(({ slug, what }) => `${slug}: ${what}`),
      right
        ? `${spaces === 1 ? '1 space' : `${String(spaces)} spaces`} verified: pool, ledger and Users agree.`
        : 'Not right.',
    ]);
    if (!right) process.exitCode = 1;
  } finally {
    await pool.end();
  }
}
