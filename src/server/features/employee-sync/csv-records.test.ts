import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvRecords, type CsvRecord } from './csv-records.ts';

const all = (reader: CsvRecords, text: string): CsvRecord[] => {
  reader.push(text);
  const records: CsvRecord[] = [];
  for (let record = reader.next(); record; record = reader.next()) records.push(record);
  return records;
};

const quote = (field: string, always: boolean) =>
  always || /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

test('reads the same as a well-kept library, however the text is cut into pieces', () => {
  const field = fc.stringMatching(/^[a-zé", \n\r;]{0,6}$/);
  const table = fc.array(fc.tuple(field, field, field, fc.boolean()), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      table,
      fc.array(fc.nat(20), { maxLength: 20 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, cuts, end) => {
        const text =
          rows.map(([a, b, c, always]) => [a, b, c].map((f) => quote(f, always)).join(',')).join(end) + end;
        const reader = new CsvRecords(',');
        const read: string[][] = [];
        let at = 0;
        for (const cut of cuts) {
          read.push(...all(reader, text.slice(at, at + cut)).map((record) => record.fields));
          at += cut;
        }
        read.push(...all(reader, text.slice(at)).map((record) => record.fields));
        const last = reader.end();
        if (last) read.push(last.fields);
        expect(read).toEqual(parse(text, { record_delimiter: end, relax_column_count: true }));
      },
    ),
    { numRuns: 1000 },
  );
});

test('lines are counted as an editor counts them', () => {
  const reader = new CsvRecords(',');
  const records = all(reader, 'a,b\n"x\ny",2\n"3",4\n');
  expect(records.map(({ line }) => line)).toEqual([1, 2, 4]);
});

test('a quote never closed is refused, also when nothing else comes for long', () => {
  const reader = new CsvRecords(',');
  all(reader, 'a,b\n"open,1\n');
  expect(() => reader.end()).toThrow('line 2');
  const endless = new CsvRecords(',');
  expect(() => {
    for (let i = 0; i < 200; i += 1)
      endless.push(`"${'x'.repeat(i === 0 ? 1 : 0)}${'y\n'.repeat(32_768)}`.slice(i === 0 ? 0 : 1));
  }).toThrow('never closed');
});

test('text behind a closing quote marks the record', () => {
  expect(all(new CsvRecords(','), '"a"b,c\n')).toMatchObject([{ fields: ['ab', 'c'], malformed: true }]);
});
