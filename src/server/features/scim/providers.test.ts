import { expect, test } from 'vitest';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import { updateUsers } from '../users/index.ts';
import { connectScim, searchFor } from '../../../../tests/support/scim.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const Patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] };

/** developer.okta.com, "SCIM protocol": assign, change, unassign, assign again, import. */
test('Okta’s calls, in the order it makes them', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  // Test connector configuration.
  expect((await scim.get('/Users?startIndex=1&count=2')).body).toMatchObject({
    totalResults: 1,
    startIndex: 1,
  });
  expect((await scim.get('/Groups?startIndex=1&count=100')).body).toMatchObject({
    totalResults: 0,
    Resources: [],
  });
  const search = searchFor('userName eq "test.user@okta.local"', '&startIndex=1&count=100');
  expect((await scim.get(search)).body).toMatchObject({ totalResults: 0, Resources: [] });

  const user = {
    schemas: [core],
    userName: 'test.user@okta.local',
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: '1mz050nq',
    active: true,
  };
  const made = await scim.send('POST', '/Users', user);
  expect(made.status).toBe(201);
  expect(made.body).not.toHaveProperty('password');
  const id = String(made.body.id);
  expect((await scim.get(`/Users/${id}`)).body).toEqual(made.body);

  // A changed profile: read, then the whole of it back.
  const put = await scim.send('PUT', `/Users/${id}`, {
    ...(await scim.get(`/Users/${id}`)).body,
    name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
  });
  expect([put.status, put.body.name.givenName, put.body.externalId]).toEqual([
    200,
    'Another',
    user.externalId,
  ]);

  // Unassigned, by PATCH (an integration from the wizard sends PUT), then assigned again.
  const off = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [{ op: 'replace', value: { active: false } }],
  });
  expect([off.status, off.body.active]).toEqual([200, false]);
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 1, deactivated: 1 });
  expect((await scim.get(search)).body.Resources[0]).toMatchObject({ id, active: false });
  expect((await scim.get(`/Users/${id}`)).body.active).toBe(false);
  const again = await scim.send('PUT', `/Users/${id}`, { ...put.body, active: true });
  expect([again.status, again.body.active]).toEqual([200, true]);
  const byPut = await scim.send('PUT', `/Users/${id}`, { ...put.body, active: false });
  expect(byPut.body.active).toBe(false);
  const back = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [{ op: 'replace', value: { active: true } }],
  });
  expect(back.body).toMatchObject({ id, active: true });

  // Import: page by page.
  const imported = await scim.get('/Users?startIndex=1&count=100');
  expect(imported.body.Resources.map((one: { id: string }) => one.id)).toEqual([space.ownerId, id]);
  expect(await app.verify()).toEqual([]);
});

/** learn.microsoft.com, "Develop a SCIM endpoint": test connection, then each cycle. */
test('Entra’s calls, in the order it makes them', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space, 'Entra');
  const nobody = await scim.get(searchFor('userName eq "8c2a1f3e-non-existing-user"'));
  expect([nobody.status, nobody.body.totalResults, nobody.body.Resources]).toEqual([200, 0, []]);
  const mailNickname = '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef';
  expect((await scim.get(searchFor(`externalId eq "${mailNickname}"`))).body.totalResults).toBe(0);

  const userName = 'Test_User_ab6490ee@testuser.com';
  const made = await scim.send(
    'POST',
    '/Users',
    {
      schemas: [core, enterprise],
      externalId: mailNickname,
      userName,
      active: true,
      displayName: 'Jo Doe',
      emails: [{ primary: true, type: 'work', value: 'test_user@testuser.com' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      roles: [],
      [enterprise]: { department: 'Sales' },
    },
    { 'content-type': 'application/json; charset=utf-8' },
  );
  expect(made.status).toBe(201);
  const id = String(made.body.id);
  expect((await scim.get(`/Users/${id}`)).body.externalId).toBe(mailNickname);
  expect((await scim.get(searchFor(`userName eq "${userName.toUpperCase()}"`))).body.totalResults).toBe(1);
  const both = searchFor(`externalId eq "${mailNickname}" and userName eq "${userName}"`);
  expect((await scim.get(both)).body.Resources[0].id).toBe(id);

  const patched = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updatedEmail@microsoft.com' },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 425 555 0100' },
      { op: 'Add', path: `${enterprise}:manager`, value: '6b1a2c3d' },
      { op: 'Replace', path: `${enterprise}:department`, value: 'Marketing' },
    ],
  });
  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({
    name: { familyName: 'updatedFamilyName', givenName: 'givenName' },
    emails: [{ primary: true, type: 'work', value: 'updatedEmail@microsoft.com' }],
    phoneNumbers: [{ type: 'mobile', value: '+1 425 555 0100' }],
    [enterprise]: { department: 'Marketing', manager: { value: '6b1a2c3d' } },
  });
  const renamed = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [
      { op: 'Replace', path: 'userName', value: '5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com' },
    ],
  });
  expect(renamed.body.userName).toMatch(/^5b50642d/);
  const unmanaged = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [{ op: 'Remove', path: `${enterprise}:manager` }],
  });
  expect(unmanaged.body[enterprise]).toEqual({ department: 'Marketing' });
  expect((await space.api('GET', `/users/${id}`)).body).toMatchObject({
    email: 'updatedEmail@microsoft.com',
    department: 'Marketing',
    lastName: 'updatedFamilyName',
    source: 'scim',
  });

  for (const value of ['False', false]) {
    const off = await scim.send('PATCH', `/Users/${id}`, {
      ...Patch,
      Operations: [{ op: 'Replace', path: 'active', value }],
    });
    expect([off.status, off.body.active]).toEqual([200, false]);
  }
  expect((await scim.get(both.replace('Users', 'Users'))).status).toBe(200);
  const on = await scim.send('PATCH', `/Users/${id}`, {
    ...Patch,
    Operations: [{ op: 'Replace', path: 'active', value: 'True' }],
  });
  expect(on.body.active).toBe(true);
  // The same again, as a cycle that was cut off repeats it.
  const twice = await scim.send('POST', '/Users', { ...on.body });
  expect([twice.status, twice.body.scimType]).toEqual([409, 'uniqueness']);
  const json = { 'content-type': 'application/json' };
  expect((await scim.send('DELETE', `/Users/${id}`, '', json)).status).toBe(204);
  expect((await scim.get(`/Users/${id}`)).status).toBe(404);
  expect((await scim.send('DELETE', `/Users/${id}`, '', json)).status).toBe(404);
  expect(await app.verify()).toEqual([]);
});

test('a manager is who their value names: Entra gives an id, Okta a number; others are kept and nobody’s', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const give = async (userName: string, extension?: object) => {
    const { status, body } = await scim.send('POST', '/Users', {
      schemas: [core, enterprise],
      userName,
      ...(extension && { [enterprise]: extension }),
    });
    expect(status).toBe(201);
    return String(body.id);
  };
  const patch = async (id: string, operation: object) =>
    (await scim.send('PATCH', `/Users/${id}`, { ...Patch, Operations: [operation] })).status;
  const managerOf = async (id: string) => (await space.api('GET', `/users/${id}`)).body.managerEmployeeId;

  const grace = await give('grace@acme.test', { employeeNumber: 'E-1' });
  const edsger = await give('edsger@acme.test', { employeeNumber: 'E-2' });
  const byNumber = await give('ada@acme.test', { manager: { value: 'E-1', displayName: 'Grace Hopper' } });
  const byId = await give('alan@acme.test', { manager: { value: grace, $ref: `../Users/${grace}` } });
  const unknown = await give('barbara@acme.test', { manager: { value: 'somebody@else.test' } });
  expect([await managerOf(byNumber), await managerOf(byId), await managerOf(unknown)]).toEqual([
    'E-1',
    'E-1',
    null,
  ]);

  // Entra: the bare id at the attribute's path; Okta: the whole extension without a path.
  const path = `${enterprise}:manager`;
  expect(await patch(byId, { op: 'Replace', path, value: edsger })).toBe(200);
  expect(await managerOf(byId)).toBe('E-2');
  const extension = { manager: { value: 'E-2', displayName: 'Edsger Dijkstra' } };
  expect(await patch(byNumber, { op: 'replace', value: { [enterprise]: extension } })).toBe(200);
  expect(await managerOf(byNumber)).toBe('E-2');

  // What is not about the manager leaves them; an unknown one, oneself or none is none, and no failure.
  expect(await patch(byId, { op: 'Replace', path: 'title', value: 'Head' })).toBe(200);
  expect(await managerOf(byId)).toBe('E-2');
  expect(await patch(byId, { op: 'Replace', path, value: 'E-404' })).toBe(200);
  expect(await managerOf(byId)).toBe(null);
  expect(await patch(grace, { op: 'Add', path, value: grace })).toBe(200);
  expect(await managerOf(grace)).toBe(null);
  expect(await patch(byNumber, { op: 'Remove', path })).toBe(200);
  expect(await managerOf(byNumber)).toBe(null);
  expect((await scim.get(`/Users/${byId}`)).body[enterprise]).toEqual({ manager: { value: 'E-404' } });

  // A manager whom the employee data gave stays while the provider says nothing of one.
  const users = [{ id: space.ownerId, managerEmployeeId: 'E-1' }];
  await execute(app.platform, { spaceId: space.id, caller: actingAs(operator) }, updateUsers, { users });
  expect(await patch(space.ownerId, { op: 'replace', value: { title: 'Owner' } })).toBe(200);
  expect(await managerOf(space.ownerId)).toBe('E-1');
});
