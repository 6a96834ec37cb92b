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

test.each([
  [[{ op: 'Replace', path: 'active', value: 'False' }], 'Switched off'],
  [[{ op: 'replace', value: { active: true } }], 'Switched on'],
  [[{ op: 'replace', value: { active: false, title: 'Dr' } }], 'Switched off, and changed their details'],
  [[{ op: 'replace', path: 'title', value: 'Dr' }], 'Changed their details'],
  [[{ op: 'remove', path: 'active' }], 'Changed their details'],
])('a change that switches somebody on or off says so: %j', (operations, words) => {
  expect(requestWords('PATCH', 200, { Operations: operations })).toBe(words);
});

test('to switch somebody on was refused; of a body that was not kept only the method is known', () => {
  const body = { Operations: [{ op: 'replace', path: 'active', value: true }] };
  expect(requestWords('PATCH', 403, body)).toBe('Was to switch them on: refused');
  expect(requestWords('PATCH', 200, null)).toBe('Changed their details');
});
