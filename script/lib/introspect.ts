// Prints the types of a database that has just been migrated, in a server that lives for this alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/server/platform/database/embedded.ts';
import { migrate } from '../../src/server/platform/database/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'usher-types-'));
const database = await startEmbedded({ dataDir: join(folder, 'data'), settings: { fsync: 'off' } });
try {
  await migrate({
    url: database.ownerUrl,
    rolesUrl: database.superUrl,
    appUrl: database.appUrl,
    folder: 'migrations',
  });
  const file = join(folder, 'schema.ts');
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...['--dialect', 'postgres', '--url', database.ownerUrl, '--out-file', file, '--log-level', 'error'],
      // As platform/database reads them: a day as text, a sum of money as a number.
      ...[
        '--date-parser',
        'string',
        '--type-mapping',
        '{"int8":"number"}',
        '--exclude-pattern',
        'usher_migrations',
      ],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  process.stdout.write(readFileSync(file, 'utf8'));
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
