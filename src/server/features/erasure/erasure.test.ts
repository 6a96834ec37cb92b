import pg from 'pg';
import { expect, test } from 'vitest';
import { catchMails, deliver } from '../../../../tests/support/mail-catcher.ts';
import { connectScim } from '../../../../tests/support/scim.ts';
import { join, ownerOf } from '../../../../tests/support/people.ts';
import {
  approve,
  file,
  header,
  imported,
  people,
  person,
  readRunOf,
  undo,
  upload,
} from '../../../../tests/support/sync-runs.ts';
import { call, createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import { erasePerson } from './index.ts';

const email = 'zephyrine@acme.test';
const words = [email, 'Zephyrine', 'Quuxwold', 'ZQ-77190'];
const row = (department: string) => `ZQ-77190,${email},Zephyrine,Quuxwold,${department}`;

/** Every table, row by row, as text and as the bytes of it: where one of the words still stands. */
async function traces(app: TestApp): Promise<string[]> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const tables = await client.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  expect(tables.rows.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    for (const word of words) {
      const { rows } = await client.query<{ row: string }>(
        `select left(t::text, 2000) as row from ${name} t where t::text ilike '%' || $1 || '%' or t::text ilike '%' || $2 || '%'`,
        [word, Buffer.from(word).toString('hex')],
      );
      found.push(...rows.map((hit) => `${name} has ${word}: ${hit.row}`));
    }
  }
  await client.end();
  return found;
}

const erase = (app: TestApp, spaceId: string) =>
  execute(app.platform, { spaceId, caller: actingAs(operator) }, erasePerson, { email });

const idOf = async (space: Awaited<ReturnType<typeof createTestSpace>>) =>
  (
    (await space.api('GET', `/users?q=${email}&status=invited,active,waiting,deactivated`)).body.items as {
      id: string;
    }[]
  )[0]?.id ?? '';

test('whoever came by invitation, link and file is nowhere any more; counts and ledger stay', async () => {
  const mails = await catchMails();
  const app = await createTestApp({ env: { SMTP_URL: mails.url } });
  const space = await createTestSpace(app);
  const invited = await space.api(
    'POST',
    '/users',
    { users: [{ email, firstName: 'Zephyrine', lastName: 'Quuxwold' }], message: 'Hello' },
    { 'idempotency-key': 'invite' },
  );
  expect(invited.status).toBe(200);
  const link = (await space.api('POST', '/open-link', {})).body.openLink.url as string;
  const token = /usher_\w+_[0-9a-f]{32}_[\w-]+/.exec(link)?.[0];
  expect((await call(app.http, 'POST', '/api/v1/join', { token, email })).status).toBe(202);
  await deliver(app, space);

  const managed = (n: number, department: string) => `${person(n, department)},ZQ-77190`;
  const columns = `${header},manager_employee_id`;
  const first = await imported(
    app,
    space,
    file([managed(1, 'Sales'), managed(2, 'Sales'), `${row('Sales')},`], columns),
  );
  expect(first).toMatchObject({ state: 'applied', counts: { joiner: 2, link: 1 } });
  const second = await imported(
    app,
    space,
    file([managed(1, 'Law'), managed(2, 'Sales'), `${row('Law')},`], columns),
  );
  expect(second).toMatchObject({ state: 'applied', counts: { change: 2 } });
  const refused = await upload(
    app,
    space,
    `${file(people(1, 3), 'a,b,c,d,e')}${row('Law')}\n`,
    '&intent=apply',
  );
  expect(refused.state).toBe('refused');
  const id = await idOf(space);
  await space.api('POST', '/users/bulk', {
    action: 'deactivate',
    ids: [id],
    reason: 'Zephyrine Quuxwold left',
  });
  await space.api('POST', '/users/bulk', { action: 'delete', ids: [id] }, { 'idempotency-key': 'gone' });
  const without = await upload(app, space, file(people(1, 2)));
  const waits = await upload(app, space, file([...people(1, 2), `,,Zephyrine,Quuxwold,Law`]));
  expect(waits).toMatchObject({ state: 'rehearsed', counts: { error: 1 } });
  expect((await traces(app)).length).toBeGreaterThan(10);

  expect(await erase(app, space.id)).toMatchObject({ subjects: [id], requests: 1, files: 4, accounts: 0 });
  expect(await traces(app)).toEqual([]);

  const after = await readRunOf(space, second.id);
  expect(after).toMatchObject({
    counts: second.counts,
    file: { sha256: second.file?.sha256, available: false, erased: true },
  });
  expect(await readRunOf(space, waits.id)).toMatchObject({ state: 'discarded', reason: 'file_erased' });
  expect(await readRunOf(space, without.id)).toMatchObject({ file: { available: true, erased: false } });
  for (const path of [
    `/sync-runs/${second.id}/people`,
    `/sync-runs/${second.id}/report`,
    `/sync-runs/${waits.id}/people`,
    '/sync-runs',
    '/mails',
    '/audit-events',
    '/exclusions',
  ]) {
    const answer = await space.api('GET', path);
    expect(answer.status).toBe(200);
    for (const word of words) expect(JSON.stringify(answer.body)).not.toContain(word);
  }
  const listed = (await space.api('GET', `/sync-runs/${second.id}/people?outcome=change`)).body.items;
  expect(listed).toHaveLength(2);
  const undone = await undo(app, space, second.id);
  expect(undone).toMatchObject({ state: 'rehearsed', counts: { change: 1, unchanged: 1 } });
  expect(await approve(app, space, undone)).toMatchObject({ state: 'applied' });
  await expect(erase(app, space.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await app.verify()).toEqual([]);
});

test('whoever came from an identity provider, signed in and acted as an Admin is nowhere any more', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  await ownerOf(app, space);
  const admin = await join(app, space, {
    email,
    role: 'admin',
    firstName: 'Zephyrine',
    lastName: 'Quuxwold',
  });
  const at = `/api/v1/spaces/${space.slug}`;
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const provide = (userName: string, more: object) =>
    scim.send('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      userName,
      emails: [{ value: userName, type: 'work', primary: true }],
      ...more,
    });
  const report = await provide('report@acme.test', {
    [enterprise]: { manager: { value: admin.userId, displayName: 'Zephyrine Quuxwold' } },
  });
  expect(report.status).toBe(201);
  await admin.call('POST', `${at}/open-link`, {});
  const reports = { ids: [report.body.id as string] };
  await admin.call('POST', `${at}/users/bulk`, {
    ...reports,
    action: 'deactivate',
    reason: 'As Zephyrine Quuxwold said',
  });
  await admin.call('POST', `${at}/sync-runs?fileName=people.csv`, file(people(1, 2)), {
    'content-type': 'text/csv',
  });
  const refused = await provide(email, { name: { givenName: 'Zephyrine', familyName: 'Quuxwold' } });
  expect(refused.status).toBe(409);
  const deleted = await space.api('POST', '/users/bulk', { action: 'delete', ids: [admin.userId] });
  expect(deleted.body.results).toMatchObject([{ status: 'done' }]);
  const made = await provide(email, {
    name: { givenName: 'Zephyrine', familyName: 'Quuxwold' },
    [enterprise]: { employeeNumber: 'ZQ-77190' },
  });
  expect(made.status).toBe(201);
  await expect(erase(app, space.id)).rejects.toMatchObject({ code: 'invalid_state' });
  expect((await scim.send('DELETE', `/Users/${made.body.id}`)).status).toBe(204);
  expect((await traces(app)).length).toBeGreaterThan(5);

  await expect(erase(app, space.id)).rejects.toThrow('being imported');
  const [run] = (await space.api('GET', '/sync-runs')).body.items as { id: string }[];
  await space.api('POST', `/sync-runs/${run?.id ?? ''}/cancel`);
  expect(await erase(app, space.id)).toMatchObject({ accounts: 1, files: 0 });
  expect(await traces(app)).toEqual([]);
  const kept = await scim.get(`/Users/${report.body.id}`);
  expect(kept.body[enterprise].manager).toEqual({ value: admin.userId, displayName: 'erased' });
  expect((await space.api('GET', '/open-link')).status).toBe(200);
  expect(await app.verify()).toEqual([]);
});

test('a namesake who is a User keeps everything that is theirs', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const name = { firstName: 'Zephyrine', lastName: 'Quuxwold' };
  const users = [email, 'zephyrine@acme.test.example'].map((address) => ({ email: address, ...name }));
  const { body } = await space.api('POST', '/users', { users });
  const [gone, stays] = (body.results as { userId: string }[]).map(({ userId }) => userId);
  await space.api('PATCH', `/users/${stays ?? ''}`, { department: 'Law' });
  await space.api('POST', '/users/bulk', { action: 'delete', ids: [gone] });
  const of = async (id?: string) => (await space.api('GET', `/audit-events?subject=${id ?? ''}`)).body.items;
  const before = await of(stays);
  await erase(app, space.id);
  expect(await of(stays)).toEqual(before);
  expect((await space.api('GET', `/mails`)).body.items).toContainEqual(
    expect.objectContaining({ to: 'zephyrine@acme.test.example' }),
  );
});
