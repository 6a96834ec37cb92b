import { expect, test } from 'vitest';
import type { Run } from './read-sync';
import {
  applyWords,
  contentName,
  hasNextStep,
  ignoreWords,
  invitationWords,
  peopleWords,
  runName,
  seatWords,
  sourceProblemOf,
  sourceStateOf,
  stateOf,
} from './sync-words';

test('what an HRIS answers is no file', () => {
  const file = { name: '127.0.0.1' } as Run['file'];
  const of = (kind: 'hris' | 'sftp', run: 'sync' | 'undo' = 'sync') => ({
    ...{ kind: run, file, undoes: null },
    source: { id: '', name: 'People from HR', kind },
  });
  expect(contentName(of('hris'))).toBe('the data from People from HR');
  expect(contentName(of('sftp'))).toBe('127.0.0.1');
  expect(ignoreWords(of('hris'))).toBe('Ignore this answer');
  expect(ignoreWords(of('sftp'))).toBe('Ignore this file');
  expect(ignoreWords(of('hris', 'undo'))).toBe('Leave it as it is');
});

test('the button says exactly what it does', () => {
  const words = (counts: Record<string, number>) => applyWords({ kind: 'sync', counts });
  expect(words({ leaver: 1214 })).toBe('Apply 1,214 deactivations');
  expect(words({ leaver: 1, joiner: 2, change: 1 })).toBe('Apply 1 deactivation and 3 other changes');
  expect(words({ joiner: 3 })).toBe('Apply these 3 changes');
  expect(words({ joiner: 1, unchanged: 9 })).toBe('Apply this 1 change');
  expect(words({ unchanged: 9, error: 1 })).toBe('Accept: nothing changes');
  expect(applyWords({ kind: 'undo', counts: { removal: 2 } })).toBe('Undo: take back 2 changes');
});

test('consequences are told in people and in seats', () => {
  expect(peopleWords({ leaver: 2, joiner: 1 })).toBe('2 people are deactivated and 1 person joins.');
  expect(peopleWords({ unchanged: 4 })).toBe('Nobody changes.');
  const seats = { total: 30, takenBefore: 20, takenAfter: 19, waitingBefore: 0, waitingAfter: 0 };
  expect(seatWords({ ...seats, freed: 2, toQueue: 1, toComers: 0, short: 0 })).toBe(
    'Seats taken 20 → 19 of 30: 2 freed, 1 to people who wait already.',
  );
});

test('invitations are told of where any go out', () => {
  expect([0, 1, 1200].map((n) => invitationWords(n))).toEqual([
    '',
    '1 invitation is sent by e-mail.',
    '1,200 invitations are sent by e-mail.',
  ]);
  expect(invitationWords(2, true)).toBe('2 invitations are kept in the Outbox, as no mail server is set.');
});

test('a rehearsal over the limits says that it would be held', () => {
  expect(stateOf({ state: 'rehearsed', reason: 'guards' }).words).toBe('Would be held');
  expect(stateOf({ state: 'rehearsed', reason: 'rehearsal' }).words).toBe('Waits for approval');
  expect(stateOf({ state: 'held', reason: 'guards' }).words).toBe('Held');
  expect(stateOf({ state: 'applied', reason: null, undoneByRunId: 'u' }).words).toBe('Undone');
});

test('only a file that came to nothing leads to another one or to the settings', () => {
  const refused = { kind: 'sync', state: 'refused', reason: 'header_missing' } as const;
  expect(hasNextStep(refused)).toBe(true);
  expect(hasNextStep({ ...refused, state: 'failed', reason: 'host_key_changed' })).toBe(true);
  expect(hasNextStep({ ...refused, reason: 'source_deleted' })).toBe(false);
  expect(hasNextStep({ ...refused, kind: 'undo', reason: 'undo_too_late' })).toBe(false);
  expect(hasNextStep({ ...refused, state: 'applied' })).toBe(false);
});

test('a source is as what waits for a person, else as its last run ended', () => {
  const run = (state: 'held' | 'rehearsed' | 'failed' | 'applied') => ({
    id: 'r',
    state,
    reason: null,
    problem: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    tryAgainAt: null,
  });
  const source = { state: 'active' as const, waitingRun: null, lastRun: null };
  expect(sourceStateOf(source).words).toBe('Ready');
  expect(sourceStateOf({ ...source, lastRun: run('applied') }).words).toBe('Ready');
  expect(sourceStateOf({ ...source, lastRun: run('failed') })).toEqual({
    of: 'failed',
    words: 'Last run failed',
  });
  const held = { ...source, waitingRun: run('held'), lastRun: run('failed') };
  expect(sourceStateOf(held).words).toBe('Held');
  expect(sourceStateOf({ ...held, state: 'paused' }).words).toBe('Paused');
  const rehearsed = { ...source, waitingRun: run('rehearsed'), lastRun: run('failed') };
  expect(sourceStateOf(rehearsed).words).toBe('Last run failed');
  expect(sourceStateOf({ ...rehearsed, lastRun: run('rehearsed') }).words).toBe('Waits for approval');
});

test('another host key is told of until it is confirmed', () => {
  const lastRun = {
    id: 'r',
    state: 'failed' as const,
    reason: 'host_key_changed',
    problem: 'The host shows another host key (ssh-rsa SHA256:b) than the one confirmed (ssh-rsa SHA256:a).',
    createdAt: '2026-01-01T00:00:00.000Z',
    tryAgainAt: null,
  };
  expect(sourceProblemOf({ lastRun, hostKeyChanged: true })).toContain('The host shows another key');
  expect(sourceProblemOf({ lastRun, hostKeyChanged: false })).toContain('is confirmed');
  const away = { ...lastRun, reason: 'unreachable', problem: 'Away.' };
  expect(sourceProblemOf({ lastRun: away, hostKeyChanged: false })).toBe('Away.');
  expect(sourceProblemOf({ lastRun: null })).toBeNull();
});

test('a run is called by its file and its source, one of an HRIS by the source, an undo by what it takes back', () => {
  const file = { name: 'a.csv', bytes: 1, sha256: null, time: null, available: true, erased: false };
  const csv = { id: 's', name: 'CSV upload', kind: 'csv' as const };
  const hris = { id: 's', name: 'Payroll', kind: 'hris' as const };
  const name = (run: Omit<Parameters<typeof runName>[0], 'undoes'> & { fileName?: string | null }) => {
    const createdAt = '2026-06-01T23:30:00.000Z';
    const undoes = run.fileName === undefined ? null : { fileName: run.fileName, createdAt };
    return Object.values(runName({ ...run, undoes }, 'Europe/London'));
  };
  expect(name({ kind: 'sync', file, source: csv })).toEqual(['a.csv', 'CSV upload']);
  expect(name({ kind: 'sync', file, source: hris })).toEqual(['Payroll', '']);
  const undo = { kind: 'undo' as const, file: null };
  expect(name({ ...undo, source: csv, fileName: 'a.csv' })).toEqual(['Undo of a.csv', 'CSV upload']);
  const ofDay = ['Undo of the run of 2 Jun 2026', 'Payroll'];
  expect(name({ ...undo, source: hris, fileName: 'BambooHR' })).toEqual(ofDay);
});
