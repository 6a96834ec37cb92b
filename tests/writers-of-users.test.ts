import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve('src/server');
const sources = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.gen.ts'))
    .map((name) => [relative(root, join(root, name)), readFileSync(join(root, name), 'utf8')]),
);

interface Writer {
  file: string;
  name: string;
  statement: string;
}

const write =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:public\.)?"?users"?\b/i;

/** Every function that holds a statement which writes `users`. A statement ends with its template. */
function writers(): Writer[] {
  return [...sources].flatMap(([file, text]) => {
    const found: Writer[] = [];
    for (const [statement] of text.matchAll(/`(?:[^`\\]|\\.)*`/gs)) {
      if (!write.test(statement)) continue;
      const before = text.slice(0, text.indexOf(statement));
      // Functions stand at the beginning of a line; what is within them does not.
      const name =
        [...before.matchAll(/^(?:export )?(?:async )?(?:function|const) (\w+)/gm)].at(-1)?.[1] ?? '';
      found.push({ file, name, statement });
    }
    return found;
  });
}

/** A statement that brings a User, takes one away, or changes which count they stand in. */
const movesCounts = ({ statement }: Writer): boolean =>
  /\b(?:insert\s+into|delete\s+from)\s+users\b/i.test(statement) ||
  /\bupdate\s+users\b(?:(?!\bwhere\b).)*?(?:\bset|,)\s*status\s*=/is.test(statement);

const movers = /\b(takeSeats|releaseSeats|grantSeats|recordStatus|promote|movePool)\(/;

/** Files that call a function, whatever file it is in. */
const callersOf = ({ name, file }: Writer): string[] =>
  [...sources].flatMap(([other, text]) => {
    const calls = text.replaceAll(new RegExp(`(?:function|const)\\s+${name}\\b`, 'g'), '');
    return new RegExp(`\\b${name}\\(`).test(calls) && (other !== file || /\bexport\b/.test(text))
      ? [other]
      : [];
  });

test('every statement that moves a count of Users stands beside a movement of the pool', () => {
  const all = writers();
  const moving = all.filter(movesCounts);
  // A count of its own, so that a pattern which finds nothing any more does not pass for a proof.
  expect(moving.map(({ name }) => name).sort()).toEqual([
    'activateUser',
    'deleteRows',
    'insertUsers',
    'promoteWaiting',
    'returnToQueue',
    'writeDeactivated',
    'writeReactivated',
  ]);
  for (const writer of moving) {
    const callers = callersOf(writer);
    expect(callers, `nobody calls ${writer.name}`).not.toEqual([]);
    for (const caller of callers) {
      expect(sources.get(caller), `${caller} calls ${writer.name} and moves no seats`).toMatch(movers);
    }
  }
});

test('only features/seats writes the pool and its ledger', () => {
  const pool = /\b(?:insert\s+into|update|delete\s+from)\s+(?:seat_pools|seat_ledger)\b/i;
  const found = [...sources].filter(([, text]) => pool.test(text)).map(([file]) => file);
  expect(found).toEqual(['features/seats/pool-queries.ts']);
});
