import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { importFile } from './import-file.ts';
import { file, people, statesOf } from '../../../../tests/support/sync-runs.ts';

const runs = process.env.USHER_LONG === undefined ? 40 : 1000;
const everybody = 40;
const whole = file(people(1, everybody));

/** What happens to files on their way: bytes fall out, double, flip, or come in from elsewhere. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(whole.length) }),
  fc.record({
    kind: fc.constant('drop' as const),
    at: fc.nat(whole.length),
    length: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    kind: fc.constant('double' as const),
    at: fc.nat(whole.length),
    length: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(whole.length),
    text: fc.constantFrom(
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r\n',
      '\0',
      '\u200b',
      '\t',
      '"\n"',
      'E',
      '\ufeff',
      '<html>',
      '=',
      'é',
    ),
  }),
  fc.record({
    kind: fc.constant('flip' as const),
    at: fc.nat(whole.length),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(content: Buffer, what: Damage): Buffer {
  const at = Math.min(what.at, content.length);
  const head = content.subarray(0, at);
  switch (what.kind) {
    case 'cut':
      return head;
    case 'drop':
      return Buffer.concat([head, content.subarray(at + what.length)]);
    case 'double':
      return Buffer.concat([head, content.subarray(at, at + what.length), content.subarray(at)]);
    case 'insert':
      return Buffer.concat([head, Buffer.from(what.text), content.subarray(at)]);
    case 'flip':
      return Buffer.concat([head, Buffer.from([what.byte]), content.subarray(at + 1)]);
  }
}

async function* bytes(content: Buffer) {
  yield await Promise.resolve(content);
}

test(
  'a broken file never crashes, and nobody who can be made out in it is gone',
  { timeout: 600_000 },
  async () => {
    const app = await createTestApp();
    const space = await createTestSpace(app, { seats: 500 });
    const send = (content: Buffer, approveHeld: boolean) =>
      importFile(app.platform, space.id, {
        mode: 'full',
        apply: true,
        approveHeld,
        fileName: 'people.csv',
        chunks: bytes(content),
      });
    await send(Buffer.from(whole), true);
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        const content = damages.reduce(damaged, Buffer.from(whole));
        const run = await send(content, false);
        expect(['applied', 'held', 'refused']).toContain(run.state);
        const states = await statesOf(space);
        const readable = new Set(
          content
            .toString('utf8')
            .toLowerCase()
            .split(/[\s,;|"\0\u200b\ufeff]+/),
        );
        for (let n = 1; n <= everybody; n += 1) {
          const id = `E${String(n)}`;
          if (readable.has(id.toLowerCase()) || readable.has(`p${String(n)}@acme.test`))
            expect([id, states[id]]).toEqual([id, 'invited']);
        }
        // Everybody back for the next one, and away with who came by a damaged id.
        await send(Buffer.from(whole), true);
      }),
      { numRuns: runs },
    );
    expect(await app.verify()).toEqual([]);
  },
);
