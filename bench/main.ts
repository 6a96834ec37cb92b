import { parseArgs } from 'node:util';
import pg from 'pg';
import { bulkInvites } from './bulk-invites.ts';
import { exportCsv } from './export.ts';
import { fillSpace, settle } from './fill-space.ts';
import { fullSync, memoryRow } from './full-sync.ts';
import { manySpaces } from './many-spaces.ts';
import type { Row } from './measure.ts';
import { rounded, tableOf } from './print.ts';
import { connections, singleInvites } from './single-invites.ts';
import { startUp } from './start-up.ts';
import { startUsher } from './usher.ts';
import { cards, usersPages } from './users-page.ts';

const usage = `usage: script/bench [--quick] [--json] [--rounds N] [--invite N,N,…] [--users N,N,…] [--sync N,N,…]
                    [--spaces N,N,…]
  --quick    smaller sizes, under two minutes
  --json     an array of {work, size, ours, baseline, unit, ratio, reach, holds} on standard output
  --rounds   how often each is measured; medians are shown (5)
  --invite   sizes of one call that invites
  --sync     how many people a full sync has
  --spaces   how many spaces of 100 Users each there are
  --users    how many Users the page, the cards and the export have
`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    invite: { type: 'string' },
    users: { type: 'string' },
    sync: { type: 'string' },
    spaces: { type: 'string' },
  },
});

const sizes = (given: string | undefined, quick: number[], full: number[]): number[] =>
  given?.split(',').filter(Boolean).map(Number) ?? (options.quick ? quick : full);

async function measure(tell: (row: Row) => void): Promise<void> {
  const rounds = Number(options.rounds);
  const usher = await startUsher(connections);
  try {
    for (const size of sizes(options.users, [10_000, 100_000], [10_000, 100_000, 1_000_000])) {
      const space = await usher.makeSpace();
      await fillSpace(await usher.connect(), space, size);
      await settle(await usher.connectOwner());
      for (const row of await usersPages(usher, space, size, rounds)) tell(row);
      for (const row of await cards(usher, space, size, rounds)) tell(row);
      tell(await exportCsv(usher, space, size, rounds));
    }
    tell(await singleInvites(usher, options.quick ? 400 : 2000, rounds));
    for (const size of sizes(options.invite, [1000, 10_000], [1000, 10_000, 100_000])) {
      tell(await bulkInvites(usher, size, rounds));
    }
    for (const size of sizes(options.spaces, [], [10_000])) tell(await manySpaces(usher, size, rounds));
    if (!options.quick) for (const row of await startUp(usher, rounds)) tell(row);
    const peaks: { size: number; peak: number }[] = [];
    for (const size of sizes(options.sync, [10_000, 50_000], [100_000, 1_000_000])) {
      const { row, peak } = await fullSync(usher, size, rounds);
      tell(row);
      peaks.push({ size, peak });
    }
    if (peaks.length > 1) tell(memoryRow(peaks));
  } finally {
    await usher.stop();
  }
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
if (options.help) {
  process.stdout.write(usage);
} else {
  const rows: Row[] = [];
  await measure((row) => {
    rows.push(rounded(row));
    process.stderr.write(`measured ${row.work}, ${row.size}\n`);
  });
  process.stdout.write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : `${tableOf(rows)}\n`);
}
