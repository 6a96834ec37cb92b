import { expect, test } from 'vitest';
import { requestWords } from './request-words';

test.each([
  ['POST', 201, 'Gave this person'],
  ['POST', 403, 'Was to give this person: refused'],
  ['PATCH', 200, 'Changed their details'],
  ['PUT', 409, 'Was to replace their details: refused'],
])('%s answered %i: %s', (method, status, words) => {
  expect(requestWords(method, status)).toBe(words);
});
