import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { ownerOf, password } from '../../../../tests/support/people.ts';
import { connectScim, searchFor, type ScimClient } from '../../../../tests/support/scim.ts';
import { call, createTestApp, createTestSpace, type TestSpace } from '../../../../tests/support/test-app.ts';
import { invitationToken } from '../invitations/index.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const error = 'urn:ietf:params:scim:api:messages:2.0:Error';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const person = (name: string, more: Record<string, unknown> = {}) => ({
  schemas: [core],
  userName: `${name}@acme.test`,
  name: { givenName: name, familyName: 'Byron' },
  emails: [{ primary: true, value: `${name}@acme.test`, type: 'work' }],
  active: true,
  ...more,
});
const create = async (
  scim: ScimClient,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const { status, body } = await scim.send('POST', '/Users', person(name, more));
  expect([status, body.detail]).toEqual([201, undefined]);
  return String(body.id);
};
const patch = (scim: ScimClient, id: string, ...Operations: unknown[]) =>
  scim.send('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations });
const turn = (scim: ScimClient, id: string, active: boolean) =>
  patch(scim, id, { op: 'replace', value: { active } });
const seatsOf = async (space: TestSpace) => (await space.api('GET', '/seats')).body;
const userOf = async (space: TestSpace, id: string) => (await space.api('GET', `/users/${id}`)).body;

test('a resource is kept and given back as it was given, its password never', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const given = person('Ada', {
    schemas: [core, enterprise, 'urn:example:2.0:Badge'],
    externalId: '00u1abc',
    locale: 'en-GB',
    groups: [],
    phoneNumbers: [{ type: 'mobile', value: '+44 1', primary: true }],
    [enterprise]: {
      employeeNumber: '007',
      department: 'Maths',
      manager: { value: '26118915', displayName: 'Eve' },
    },
    'urn:example:2.0:Badge': { colour: 'green', levels: [1, 2, { deep: true }] },
  });
  const made = await scim.send('POST', '/Users', {
    ...given,
    id: 'theirs',
    password: 't1meMa$heen',
    meta: { x: 1 },
  });
  expect(made.status).toBe(201);
  const { id, meta, ...rest } = made.body;
  expect(made.headers.location).toBe(`http://localhost:4000/scim/v2/Users/${id}`);
  expect(meta).toMatchObject({ resourceType: 'User', location: made.headers.location });
  expect(rest).toEqual(given);
  expect((await scim.get(`/Users/${id}`)).body).toEqual(made.body);
  for (const filter of [
    'externalId eq "00u1abc"',
    'userName eq "ADA@ACME.TEST"',
    'emails[type eq "work"].value eq "ada@acme.test"',
  ]) {
    expect((await scim.get(searchFor(filter))).body.Resources).toEqual([made.body]);
  }
  expect(await userOf(space, id)).toMatchObject({
    email: 'Ada@acme.test',
    firstName: 'Ada',
    lastName: 'Byron',
    employeeId: '007',
    department: 'Maths',
    status: 'invited',
    source: 'scim',
    role: 'member',
  });
  const put = await scim.send('PUT', `/Users/${id}`, {
    schemas: [core],
    userName: 'ada@acme.test',
    active: true,
  });
  expect(put.status).toBe(200);
  expect(Object.keys(put.body).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
  expect(await userOf(space, id)).toMatchObject({
    firstName: '',
    employeeId: null,
    department: '',
    status: 'invited',
  });
  expect((await scim.get(searchFor('externalId eq "00u1abc"'))).body.totalResults).toBe(0);
  expect(await app.verify()).toEqual([]);
});

test('a duplicate is a 409 of SCIM’s own form, whoever brought the first', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const [hand = ''] = await inviteUsers(space, [{ email: 'hand@acme.test', employeeId: '7' }]);
  await create(scim, 'ada');
  for (const duplicate of [
    person('ADA'),
    person('hand'),
    person('other', { emails: [{ value: 'hand@acme.test', primary: true }] }),
    person('other', { [enterprise]: { employeeNumber: '7' } }),
  ]) {
    const refused = await scim.send('POST', '/Users', duplicate);
    expect(refused.status).toBe(409);
    expect(refused.headers['content-type']).toMatch(/^application\/scim\+json/);
    expect(refused.body).toMatchObject({ schemas: [error], status: '409', scimType: 'uniqueness' });
  }
  expect((await patch(scim, hand, { op: 'replace', path: 'userName', value: 'ada@acme.test' })).status).toBe(
    409,
  );
  expect(await seatsOf(space)).toMatchObject({ invited: 3 });
});

test('without a free seat: 403 that says so on create and reactivate, never on deactivate', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 2 });
  const scim = await connectScim(app, space);
  const ada = await create(scim, 'ada');
  const full = await scim.send('POST', '/Users', person('bob'));
  expect(full.status).toBe(403);
  expect(full.body).toMatchObject({
    schemas: [error],
    status: '403',
    detail: expect.stringContaining('No seat is free'),
  });
  expect((await scim.get(searchFor('userName eq "bob@acme.test"'))).body.totalResults).toBe(0);

  // Given as inactive, nobody needs a seat, and no invitation goes out.
  const bob = await create(scim, 'bob', { active: false });
  expect(await userOf(space, bob)).toMatchObject({ status: 'deactivated', source: 'scim', invitation: null });
  expect((await scim.get(`/Users/${bob}`)).body.active).toBe(false);
  const refused = await turn(scim, bob, true);
  expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('No seat is free')]);
  expect((await scim.send('PUT', `/Users/${bob}`, person('bob'))).status).toBe(403);

  expect((await turn(scim, ada, false)).body).toMatchObject({ id: ada, active: false });
  expect((await turn(scim, ada, false)).status).toBe(200);
  expect((await turn(scim, bob, true)).body).toMatchObject({ id: bob, active: true });
  expect(await userOf(space, bob)).toMatchObject({ status: 'invited', invitation: { state: 'queued' } });
  expect((await turn(scim, ada, true)).status).toBe(403);
  expect(await seatsOf(space)).toMatchObject({ total: 2, available: 0, invited: 2, deactivated: 1 });
  expect(await app.verify()).toEqual([]);
});

test('who is kept out by hand stays out, with the reason', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const ada = await create(scim, 'ada');
  await space.api('POST', `/users/${ada}/deactivate`);
  const refused = await turn(scim, ada, true);
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    expect.stringContaining('keeps this User out'),
  ]);
  // What says nothing of the state still goes through.
  expect((await patch(scim, ada, { op: 'Replace', path: 'title', value: 'Countess' })).body.active).toBe(
    false,
  );

  const [hand = ''] = await inviteUsers(space, ['hand@acme.test']);
  await space.api('POST', `/users/${hand}/deactivate`);
  await patch(scim, hand, { op: 'Replace', path: 'title', value: 'Countess' });
  const byHand = await turn(scim, hand, true);
  expect([byHand.status, byHand.body.detail]).toEqual([403, expect.stringContaining('An Admin deactivated')]);

  const eve = await create(scim, 'eve');
  expect((await space.api('DELETE', `/users/${eve}`)).status).toBe(204);
  const excluded = await scim.send('POST', '/Users', person('eve'));
  expect([excluded.status, excluded.body.detail]).toEqual([403, expect.stringContaining('keeps them out')]);
});

test('DELETE comes with a JSON content type and no body, excludes nobody, and is gone once', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 2 });
  const scim = await connectScim(app, space);
  const ada = await create(scim, 'ada');
  for (const type of ['application/scim+json', 'application/json; charset=utf-8']) {
    const { status, body } = await scim.send('DELETE', `/Users/${ada}`, '', { 'content-type': type });
    expect([status, body]).toEqual(type === 'application/scim+json' ? [204, ''] : [404, expect.anything()]);
  }
  expect((await scim.get(`/Users/${ada}`)).status).toBe(404);
  expect((await turn(scim, ada, true)).status).toBe(404);
  const again = await create(scim, 'ada');
  expect(again).not.toBe(ada);
  expect(await seatsOf(space)).toMatchObject({ invited: 2, deactivated: 0 });
  expect(await app.verify()).toEqual([]);
});

test('the last Admin stays; an Owner who goes has a successor', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  for (const remove of [
    () => turn(scim, space.ownerId, false),
    () => scim.send('DELETE', `/Users/${space.ownerId}`),
  ]) {
    const refused = await remove();
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      expect.stringContaining('last Active Admin'),
    ]);
  }
  await ownerOf(app, space);
  const [grace = ''] = await inviteUsers(space, [{ email: 'grace@acme.test', role: 'admin' }]);
  await activateUsers(app, space, [grace]);
  expect((await turn(scim, space.ownerId, false)).body.active).toBe(false);
  expect(await userOf(space, grace)).toMatchObject({ role: 'owner' });
  expect((await turn(scim, grace, false)).status).toBe(403);
});

test('who was invited by hand becomes managed by a change, and keeps seat, role and link', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const [ada = ''] = await inviteUsers(space, [{ email: 'ada@acme.test', firstName: 'Ada', role: 'admin' }]);
  const found = await scim.get(searchFor('userName eq "ADA@acme.test"'));
  expect(found.body.Resources[0]).toMatchObject({ id: ada, userName: 'ada@acme.test' });
  const linked = await scim.send('PUT', `/Users/${ada}`, person('Ada', { externalId: 'x1' }));
  expect(linked.body).toMatchObject({ id: ada, externalId: 'x1', active: true });
  expect(await userOf(space, ada)).toMatchObject({
    source: 'scim',
    role: 'admin',
    status: 'invited',
    lastName: 'Byron',
  });
  expect(await seatsOf(space)).toMatchObject({ invited: 2 });
});

test('a new e-mail voids the link that an Invited User has, and a changed name does not', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const ada = await create(scim, 'ada');
  const story = async () => (await userOf(space, ada)).invitation.story.length;
  const before = await story();
  await patch(scim, ada, { op: 'Replace', path: 'name.givenName', value: 'Augusta' });
  expect(await story()).toBe(before);
  const changed = await patch(scim, ada, {
    op: 'Replace',
    path: 'emails[type eq "work"].value',
    value: 'new@acme.test',
  });
  expect(changed.body.emails).toEqual([{ primary: true, value: 'new@acme.test', type: 'work' }]);
  expect(await userOf(space, ada)).toMatchObject({ email: 'new@acme.test', firstName: 'Augusta' });
  const claim = (generation: number) => {
    const token = invitationToken(app.platform.secrets, { spaceId: space.id, userId: ada, generation });
    return call(app.http, 'POST', '/api/v1/claim', { token, password });
  };
  expect((await claim(1)).body.code).toBe('newer_link_sent');
  expect((await claim(2)).status).toBe(200);
  expect((await scim.get(searchFor('userName eq "ada@acme.test"'))).body.totalResults).toBe(1);
  expect((await scim.get(searchFor('emails.value eq "ada@acme.test"'))).body.totalResults).toBe(0);
});

test('what is wrong is told in SCIM’s own form, and nothing is done', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const ada = await create(scim, 'ada');
  const deep: unknown[] = [];
  for (let at = deep, i = 0; i < 20; i += 1) {
    const next: unknown[] = [];
    at.push(next);
    at = next;
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const wrong: [() => ReturnType<ScimClient['get']>, number, string | undefined][] = [
    [() => scim.send('POST', '/Users', {}), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', '[1]'), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', '{"a"'), 400, 'invalidSyntax'],
    [() => scim.send('POST', '/Users'), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { userName: 'bob', emails: [] })), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { active: 'perhaps' })), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { title: 'a\u0000b' })), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { deep })), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { title: 'x'.repeat(300) })), 400, 'invalidValue'],
    [() => scim.send('POST', '/Users', person('bob', { photo: 'x'.repeat(200_000) })), 413, undefined],
    [() => scim.send('POST', '/Users', 'userName=bob', form), 415, undefined],
    [() => patch(scim, ada), 400, 'invalidSyntax'],
    [() => patch(scim, ada, { op: 'replace', path: 'id', value: 'x' }), 400, 'mutability'],
    [() => patch(scim, ada, { op: 'replace', path: 'a.b.c', value: 'x' }), 400, 'invalidPath'],
    [() => patch(scim, ada, { op: 'remove', path: 'userName' }), 400, 'invalidValue'],
    [
      () =>
        patch(
          scim,
          ada,
          { op: 'replace', path: 'title', value: 'x' },
          { op: 'replace', path: 'id', value: 'x' },
        ),
      400,
      'mutability',
    ],
    [() => scim.send('PUT', '/Users/00000000-0000-7000-8000-000000000000', person('ada')), 404, undefined],
    [() => scim.send('POST', '/Groups', { displayName: 'x' }), 404, undefined],
    [() => scim.send('POST', '/Bulk', {}), 404, undefined],
  ];
  for (const [ask, status, scimType] of wrong) {
    const answer = await ask();
    expect([ask.toString(), answer.status, answer.body.scimType]).toEqual([ask.toString(), status, scimType]);
    expect(answer.body).toMatchObject({
      schemas: [error],
      status: String(status),
      detail: expect.any(String),
    });
  }
  expect((await scim.get('/Users')).body.totalResults).toBe(2);
  expect((await scim.get(`/Users/${ada}`)).body).not.toHaveProperty('title');
});
