import { expect, test } from 'vitest';
import type { Source } from './read-sync';
import { draftOf, emptyDraft, freeName, hasMoved, isComplete, keptOf, type Draft } from './source-draft';
import { changeOf, checkOf, sourceOf } from './source-request';

const hostKey = 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0';
const common = {
  id: 'id-of-it',
  name: 'HR',
  mode: 'full',
  delimiter: ';',
  encoding: 'utf-8',
  mapping: { employee_id: 'Staff No.' },
  limits: { leaversCount: 5 },
  schedule: { time: '06:00', days: [1, 7] },
};
const sftp = {
  ...common,
  kind: 'sftp',
  settings: { host: 'sftp.acme.test', port: 22, user: 'usher', folder: '/out', pattern: '*.csv', hostKey },
  secretsSet: ['privateKey', 'passphrase'],
} as unknown as Source;
const json = {
  ...common,
  kind: 'hris',
  settings: {
    vendor: 'json',
    url: 'https://hr.acme.test/people',
    method: 'POST',
    body: { active: true },
    items: 'data',
    total: 'meta.total',
    paging: { kind: 'page', parameter: 'page', first: 0, size: 200 },
  },
  secretsSet: ['headers.X-Api-Key', 'headers.X-Tenant'],
} as unknown as Source;

test.each([sftp, json])('a source that nobody touches has nothing to save', (source) => {
  const draft = draftOf(source);
  expect(isComplete(draft)).toBe(true);
  expect(changeOf(draft, draftOf(source))).toEqual({});
});

test('only what was changed is sent, and what is cleared is cleared', () => {
  const mapping = { employee_id: ' ', email: 'Mail ' };
  const draft = { ...draftOf(sftp), mapping, limits: {}, folder: '/new', days: [] };
  expect(changeOf(draft, draftOf(sftp))).toEqual({
    mapping: { email: 'Mail' },
    limits: {},
    schedule: null,
    settings: { host: 'sftp.acme.test', port: 22, user: 'usher', folder: '/new', pattern: '*.csv', hostKey },
  });
});

test('another host has its key confirmed and its secret typed again', () => {
  const moved: Draft = { ...draftOf(sftp), host: 'sftp2.acme.test', hostKey: null };
  expect(hasMoved(moved)).toBe(true);
  expect(keptOf(moved)).toEqual([]);
  expect(isComplete({ ...moved, password: 'typed' })).toBe(false);
  expect(isComplete({ ...moved, hostKey })).toBe(false);
  const whole = { ...moved, hostKey, password: 'typed' };
  expect(isComplete(whole)).toBe(true);
  expect(changeOf(whole, draftOf(sftp))).toMatchObject({ secrets: { password: 'typed' } });
  // Whoever has found the way back needs to type nothing.
  expect(isComplete({ ...moved, host: 'sftp.acme.test', hostKey })).toBe(true);
});

test('a new source begins with a name that none has', () => {
  expect(freeName([])).toBe('People from HR');
  expect(freeName(['People from HR', 'Payroll', 'People from HR 3'])).toBe('People from HR 2');
});

test('headers are kept or replaced together', () => {
  const draft = draftOf(json);
  const [first, second] = draft.headers;
  expect(draft.headers).toEqual([
    { name: 'X-Api-Key', value: '' },
    { name: 'X-Tenant', value: '' },
  ]);
  const typed = { name: 'X-Api-Key', value: 'new' };
  expect(isComplete({ ...draft, headers: [typed, second ?? typed] })).toBe(false);
  const one = { ...draft, headers: [typed] };
  expect(isComplete(one)).toBe(true);
  expect(changeOf(one, draftOf(json))).toEqual({ secrets: { headers: { 'X-Api-Key': 'new' } } });
  expect(changeOf({ ...draft, headers: [] }, draftOf(json))).toEqual({ secrets: { headers: {} } });
  const moved = { ...draft, url: 'https://hr2.acme.test/people' };
  expect(isComplete(moved)).toBe(false);
  expect(isComplete({ ...moved, headers: [{ ...typed, name: first?.name ?? '' }] })).toBe(true);
  expect(isComplete({ ...draft, url: 'https://hr.acme.test/v2' })).toBe(true);
});

test('JSON over HTTP is asked as it is typed', () => {
  const draft: Draft = { ...emptyDraft, kind: 'json', url: 'https://hr.acme.test/', method: 'POST' };
  expect(isComplete({ ...draft, body: '[1]' })).toBe(false);
  expect(isComplete({ ...draft, paging: 'cursor', parameter: 'after' })).toBe(false);
  const cursor: Draft = {
    ...draft,
    body: '{"active": true}',
    total: 'meta.total',
    paging: 'cursor',
    parameter: 'after',
    path: 'meta.next',
  };
  expect(isComplete(cursor)).toBe(true);
  expect(sourceOf(cursor)).toMatchObject({
    kind: 'hris',
    secrets: {},
    settings: {
      method: 'POST',
      body: { active: true },
      total: 'meta.total',
      paging: { kind: 'cursor', parameter: 'after', path: 'meta.next' },
    },
  });
  expect(sourceOf({ ...cursor, paging: 'link', path: '' })).toMatchObject({
    settings: { paging: { kind: 'link', path: null } },
  });
});

test('a look at a source that is there goes on with its secrets, and a host without a key is asked for it', () => {
  expect(checkOf(draftOf(sftp))).toMatchObject({ sourceId: 'id-of-it', secrets: {}, settings: { hostKey } });
  expect(checkOf(emptyDraft)).toMatchObject({ kind: 'sftp', settings: { hostKey: null } });
  expect(checkOf({ ...emptyDraft, kind: 'csv' })).toBeUndefined();
});
