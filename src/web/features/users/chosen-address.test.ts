import { expect, test } from 'vitest';
import { readChosen, writeChosen } from './chosen-address';

test('what is chosen comes back from the address as it went in', () => {
  const ids = ['01a2133b-9a99-76a4-9f21-d470c7d6f825', 'ffffffff-ffff-7fff-bfff-ffffffffffff'];
  const text = writeChosen(ids);
  expect(text).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
  expect(readChosen(text)).toEqual(ids);
  expect(readChosen('')).toEqual([]);
  expect(readChosen('all')).toEqual([]);
  expect(readChosen('not an id.<script>')).toEqual([]);
});
