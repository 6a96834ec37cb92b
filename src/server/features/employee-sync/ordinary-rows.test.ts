import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvRecords } from './csv-records.ts';
import { columns, readHeader, type Layout } from './file-rules.ts';
import { ordinaryReader } from './ordinary-rows.ts';
import { rowReader, type StagedRow } from './row-rules.ts';

/** The rows of a text that are ordinary, and what is said of each by whoever reads all others. */
function readBoth(layout: Layout, delimiter: string, text: string): [StagedRow, StagedRow][] {
  const ordinary = ordinaryReader(layout, delimiter);
  const [one, other] = [new CsvRecords(delimiter), new CsvRecords(delimiter)];
  const row = rowReader(layout);
  one.push(text);
  other.push(text);
  const both: [StagedRow, StagedRow][] = [];
  for (;;) {
    const found = ordinary(one);
    const record = other.next();
    if (!record) return both;
    if (found) both.push([found, { ...row(record), plain: true }]);
    else one.next();
  }
}

/** Mostly the first, now and then one of the others. */
const mostly = (ordinary: string[], odd: string[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const words = mostly(
  ['Ada', 'Lovelace', 'R&D', 'de la', "O'Neil", '(x)', '$1.'],
  ['A  B', ' led', 'trailed ', 'x\\y', '', 'É', 'a\tb', '"q"', 'a\u200bb'],
);
const days = mostly(
  ['2026-01-28', '', '2026-05-03'],
  ['2026-02-30', '2026-1-2', '1899-01-01', '2026-05-31', '2026-05-03T00:00:00', '2200-01-01', 'soon'],
);
const cells: Record<string, fc.Arbitrary<string>> = {
  employee_id: mostly(['00123', 'E-7', '7', 'E 7'], ['1.2E+10', '12E+3', '1e+5', '1E+', '']),
  email: mostly(
    ['ada@example.org', 'Ada.B+c@Example.co.uk', 'p7@a.b-c.de'],
    ['no', 'a@b', 'a@b.c', 'a@b..org', '', 'é@example.org', 'a b@example.org', '@example.org', 'a@-.--'],
  ),
  status: mostly(['Active', 'terminated', '', 'on leave'], ['Status 7']),
  start_date: days,
  end_date: days,
};

test('an ordinary row is what it would be, were it read with care', () => {
  let ordinary = 0;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...columns, 'phone'], { minLength: columns.length + 1 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.infiniteStream(
        fc.record(Object.fromEntries([...columns, 'phone'].map((name) => [name, cells[name] ?? words]))),
      ),
      (names, delimiter, end, people) => {
        const layout = readHeader(names, {}, delimiter);
        const rows = [...people.take(20)].map((person) =>
          names.map((name) => person[name] ?? '').join(delimiter),
        );
        const both = readBoth(layout, delimiter, rows.map((line) => line + end).join(''));
        for (const [found, careful] of both) expect(found).toEqual(careful);
        ordinary += both.length;
      },
    ),
    { numRuns: 500 },
  );
  expect(ordinary).toBeGreaterThan(1000);
});

test('values at their longest are ordinary, and longer ones are not', () => {
  const layout = readHeader(['employee_id', 'email', 'first_name', 'last_name'], {}, ',');
  const line = (id: number) => `${'7'.repeat(id)},ada@example.org,Ada,Lovelace\n`;
  expect(readBoth(layout, ',', line(100))).toHaveLength(1);
  expect(readBoth(layout, ',', line(101))).toHaveLength(0);
});
