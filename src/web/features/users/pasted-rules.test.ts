import { expect, test } from 'vitest';
import { listIn } from './pasted-rules';

test.each([
  ['ada@x.test\r\ntom@x.test\r\n', ['ada@x.test', 'tom@x.test']],
  ['Ada Lovelace <ada@x.test>; Tom Hale', undefined],
  ['Ada Lovelace <ada@x.test>, Tom <tom@x.test>', ['ada@x.test', 'tom@x.test']],
  ['E-1\tE-2\nE-3', ['E-1', 'E-2', 'E-3']],
  ['ada@x.test tom@x.test', ['ada@x.test', 'tom@x.test']],
  ['ada lovelace', undefined],
  ['ada@x.test', undefined],
  ['Lovelace, Ada Byron', undefined],
])('a pasted %j is read as %j', (text, list) => {
  expect(listIn(text)).toEqual(list);
});
