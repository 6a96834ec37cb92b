import { expect } from 'vitest';
import type { TestApp, TestSpace } from './test-app.ts';
import { asOperator, createDatabase, executeRaw } from '../../src/server/platform/database/index.ts';
import { runSync } from '../../src/server/features/employee-sync/run-sync.ts';
import type { SyncRunDetail } from '../../src/server/features/employee-sync/run-schemas.ts';

export const header = 'employee_id,email,first_name,last_name,department';

export const person = (n: number, department = 'Sales'): string =>
  `E${String(n)},p${String(n)}@acme.test,First${String(n)},Last${String(n)},${department}`;

export const people = (from: number, to: number, department?: string): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => person(from + i, department));

export const file = (rows: string[], head = header): string => `${[head, ...rows].join('\n')}\n`;

/** A further source, whose files are uploaded. @returns its id, for `&source=`. */
export async function addSource(space: TestSpace, name: string): Promise<string> {
  const { status, body } = await space.api('POST', '/sync-sources', { kind: 'csv', name });
  expect(status).toBe(201);
  return String(body.id);
}

/** Uploads a file and lets its run go as far as it goes. */
export async function upload(
  app: TestApp,
  space: TestSpace,
  content: string,
  query = '',
): Promise<SyncRunDetail> {
  const { status, body } = await space.api('POST', `/sync-runs?fileName=people.csv${query}`, content, {
    'content-type': 'text/csv',
  });
  expect(status).toBe(202);
  await runSync(app.platform, space.id, body.id as string);
  return readRunOf(space, body.id as string);
}

export const readRunOf = async (space: TestSpace, id: string): Promise<SyncRunDetail> =>
  (await space.api('GET', `/sync-runs/${id}`)).body as SyncRunDetail;

/** Approves a run as it was shown, and lets it go on. */
export async function approve(
  app: TestApp,
  space: TestSpace,
  run: Pick<SyncRunDetail, 'id' | 'binding'>,
): Promise<SyncRunDetail> {
  const { status } = await space.api('POST', `/sync-runs/${run.id}/approve`, { binding: run.binding });
  expect(status).toBe(200);
  await runSync(app.platform, space.id, run.id);
  return readRunOf(space, run.id);
}

/** Uploads, and approves whatever it comes to. */
export const imported = async (app: TestApp, space: TestSpace, content: string, query = '') =>
  approve(app, space, await upload(app, space, content, query));

/** Uploads and approves, and stops where applying begins. @returns the run's id, for `runSync` to go on with. */
export async function aboutToApply(
  app: TestApp,
  space: TestSpace,
  content: string,
  query = '',
): Promise<string> {
  const { id, binding } = await upload(app, space, content, `&intent=apply${query}`);
  expect((await space.api('POST', `/sync-runs/${id}/approve`, { binding })).status).toBe(200);
  const stopped = new Error('stopped where applying begins');
  const between = () => {
    throw stopped;
  };
  await expect(runSync(app.platform, space.id, id, { between })).rejects.toBe(stopped);
  expect((await readRunOf(space, id)).state).toBe('applying');
  return id;
}

/** Begins an undo and lets it be rehearsed. */
export async function undo(app: TestApp, space: TestSpace, id: string): Promise<SyncRunDetail> {
  const { status, body } = await space.api('POST', `/sync-runs/${id}/undo`);
  expect(status).toBe(202);
  await runSync(app.platform, space.id, body.id as string);
  return readRunOf(space, body.id as string);
}

/** Everybody of the space by employee id or e-mail, with their state. */
export async function statesOf(space: TestSpace): Promise<Record<string, string>> {
  const { body } = await space.api('GET', '/users?limit=200&status=invited,active,waiting,deactivated');
  return Object.fromEntries(
    (body.items as { employeeId: string | null; email: string; status: string }[]).map((user) => [
      user.employeeId ?? user.email,
      user.status,
    ]),
  );
}

/** Reads rows as the operator does, across policies. */
export async function rowsOf(app: TestApp, text: string): Promise<Record<string, unknown>[]> {
  const { database, pool } = createDatabase(app.ownerUrl, { connections: 1 });
  try {
    return await asOperator(database, (tx) => executeRaw(tx, text, []));
  } finally {
    await pool.end();
  }
}
