import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/problem';
import { emptyDraft } from './source-draft';
import { faultsAt, faultsIn, faultsOf } from './source-faults';

test('the name of a drop folder is judged while it is typed, and no other folder', () => {
  const drop = (folder: string) => faultsOf({ ...emptyDraft, kind: 'folder', folder }).folder;
  expect(['', 'hr-export', ' hr-2 '].map(drop)).toEqual([undefined, undefined, undefined]);
  for (const folder of ['HR', 'hr export', '-hr', '../hr', 'x'.repeat(41)])
    expect(drop(folder)).toBeDefined();
  expect(faultsOf({ ...emptyDraft, folder: '/Outgoing Files' })).toEqual({});
});

test('what the server found wrong is told by field', () => {
  const issues = [
    { path: 'settings.folder', message: 'is taken' },
    { path: 'name', message: 'is needed' },
  ];
  const error = new ApiProblem(400, 'invalid_request', 'No.', { issues });
  expect(faultsIn(error)).toEqual({ folder: 'is taken', name: 'is needed' });
  expect(faultsAt({ ...emptyDraft, kind: 'folder', folder: 'hr' }, error)).toEqual({
    folder: 'Is taken',
    name: 'Is needed',
  });
  expect(faultsIn(new Error('other'))).toEqual({});
});
