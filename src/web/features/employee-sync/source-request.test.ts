import { expect, test } from 'vitest';
import type { Source } from './read-sync';
import { draftOf, emptyDraft, freeName, hasMoved, keptOf, type Draft } from './source-draft';
import { missingOf } from './source-missing';
import { changeOf, checkOf, sourceOf } from './source-request';

const hostKey = 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0';
const headersMissing = 'a name and a value for each header';
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
  expect(missingOf(draft)).toEqual([]);
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
  expect(missingOf({ ...moved, password: 'typed' })).toEqual(['a confirmed host key']);
  expect(missingOf({ ...moved, hostKey })).toEqual(['a password or private key']);
  const whole = { ...moved, hostKey, password: 'typed' };
  expect(missingOf(whole)).toEqual([]);
  expect(changeOf(whole, draftOf(sftp))).toMatchObject({ secrets: { password: 'typed' } });
  // Whoever has found the way back needs to type nothing.
  expect(missingOf({ ...moved, host: 'sftp.acme.test', hostKey })).toEqual([]);
});

test('a new source begins with a name that none has', () => {
  expect(freeName([])).toBe('People from HR');
  expect(freeName(['People from HR', 'Payroll', 'People from HR 3'])).toBe('People from HR 2');
});

test('what is missing is said by name', () => {
  expect(missingOf({ ...emptyDraft, name: ' ', user: 'usher' })).toEqual([
    'a name',
    'the host',
    'a password or private key',
    'a confirmed host key',
  ]);
  expect(missingOf({ ...emptyDraft, kind: 'hibob' })).toEqual(['the id of the service user', 'the token']);
  expect(missingOf({ ...emptyDraft, kind: 'folder' })).toEqual(['a folder']);
  expect(missingOf({ ...emptyDraft, kind: 'folder', folder: 'HR export' })).toEqual([
    'a folder of that form',
  ]);
  const json: Draft = { ...emptyDraft, kind: 'json', url: 'hr.acme.test', paging: 'page' };
  expect(missingOf(json)).toEqual(['a whole address', 'the parameter']);
});

test('headers are kept or replaced together', () => {
  const draft = draftOf(json);
  const [first, second] = draft.headers;
  expect(draft.headers).toEqual([
    { name: 'X-Api-Key', value: '' },
    { name: 'X-Tenant', value: '' },
  ]);
  const typed = { name: 'X-Api-Key', value: 'new' };
  expect(missingOf({ ...draft, headers: [typed, second ?? typed] })).toEqual([headersMissing]);
  const one = { ...draft, headers: [typed] };
  expect(missingOf(one)).toEqual([]);
  expect(changeOf(one, draftOf(json))).toEqual({ secrets: { headers: { 'X-Api-Key': 'new' } } });
  expect(changeOf({ ...draft, headers: [] }, draftOf(json))).toEqual({ secrets: { headers: {} } });
  const moved = { ...draft, url: 'https://hr2.acme.test/people' };
  expect(missingOf(moved)).toEqual([headersMissing]);
  expect(missingOf({ ...moved, headers: [{ ...typed, name: first?.name ?? '' }] })).toEqual([]);
  expect(missingOf({ ...draft, url: 'https://hr.acme.test/v2' })).toEqual([]);
});

test('JSON over HTTP is asked as it is typed', () => {
  const draft: Draft = { ...emptyDraft, kind: 'json', url: 'https://hr.acme.test/', method: 'POST' };
  expect(missingOf({ ...draft, body: '[1]' })).toEqual(['a body that is a JSON object']);
  expect(missingOf({ ...draft, paging: 'cursor', parameter: 'after' })).toEqual(['where the cursor is']);
  const cursor: Draft = {
    ...draft,
    body: '{"active": true}',
    total: 'meta.total',
    paging: 'cursor',
    parameter: 'after',
    path: 'meta.next',
  };
  expect(missingOf(cursor)).toEqual([]);
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
