import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createApiKey } from '../src/server/features/access/index.ts';
import { actingAs, execute, operator } from '../src/server/platform/command/index.ts';
import { operationsOf, type Contract, type Operation } from './support/contract.ts';
import { join, ownerOf } from './support/people.ts';
import { createTestApp, createTestSpace, type TestApp, type TestSpace } from './support/test-app.ts';

const contract = JSON.parse(readFileSync('openapi.json', 'utf8')) as Contract;
const operations = operationsOf(contract);
const inSpaces = operations.filter(({ path }) => path.includes('{slug}'));

/** What a Member may ask of their own space. */
const forMembers = ['getMe'];
/** What may be asked by who has not signed in. */
const forStrangers = [
  'getSession',
  'signIn',
  'signOut',
  'setUp',
  'setUpDemo',
  'previewClaim',
  'claim',
  'previewJoin',
  'join',
  'requestPasswordReset',
  'checkPasswordReset',
  'resetPassword',
  'listAccountMails',
];

type Headers = Record<string, string>;

async function ask(app: TestApp, operation: Operation, at: { slug: string; id: string }, headers: Headers) {
  const { url, payload, contentType } = operation.request(at.slug, at.id);
  const answer = await app.http.inject({
    method: operation.method as 'GET',
    url,
    headers: { ...headers, ...(contentType !== undefined && { 'content-type': contentType }) },
    ...(payload !== undefined && { payload }),
  });
  const told = answer.body
    .replace(/"requestId":"\w+"/, '')
    .replaceAll(at.id, 'ID')
    .replaceAll(at.slug, 'SLUG');
  const length = answer.headers['content-length'] === undefined ? '' : told.length;
  return { status: answer.statusCode, told, length };
}

/** For each operation the id of something real in the space, of the kind that its address names. */
async function realIds(space: TestSpace): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { path, id } of inSpaces) {
    const parent = /^\/api\/v1\/spaces\/\{slug\}(\/[\w-]+)\/\{/.exec(path)?.[1];
    const listed = parent === undefined ? undefined : (await space.api('GET', parent)).body?.items?.[0]?.id;
    ids.set(id, String(listed ?? space.ownerId));
  }
  return ids;
}

/** What a change of the space would be seen in. */
async function snapshot(space: TestSpace): Promise<unknown> {
  const lists = ['/users', '/seats', '/settings', '/audit-events?limit=200', '/mails', '/seat-orders'];
  const answers = await Promise.all(lists.map((path) => space.api('GET', path)));
  return answers.map(({ status, body }) => ({ status, body: body as unknown }));
}

/** Two spaces; everybody who has to do with ours, by how they are known. */
async function arrange() {
  const app = await createTestApp();
  const ours = await createTestSpace(app, { name: 'Ours' });
  const theirs = await createTestSpace(app, { name: 'Theirs', role: 'operator' });
  await join(app, theirs, { email: 'ada@theirs.test' });
  const ids = await realIds(theirs);
  const owner = await ownerOf(app, ours);
  const admin = await join(app, ours, { email: 'tom@acme.test', role: 'admin' });
  const member = await join(app, ours, { email: 'ada@acme.test' });
  const key = async (role: 'admin' | 'operator' | 'scim') => {
    const request = { spaceId: ours.id, caller: actingAs(operator) };
    const made = await execute(app.platform, request, createApiKey, { role, name: role });
    return { authorization: `Bearer ${made.key}` };
  };
  const callers: Record<string, Headers> = {
    owner: { cookie: owner.cookie },
    admin: { cookie: admin.cookie },
    member: { cookie: member.cookie },
    adminKey: await key('admin'),
    operatorKey: await key('operator'),
    scimToken: await key('scim'),
  };
  return { app, ours, theirs, callers, idOf: ({ id }: Operation) => ids.get(id) ?? theirs.ownerId };
}

describe('nobody reads another’s data', () => {
  it('finds every operation of the contract, and every one of them understands the request made here', async () => {
    const { app, ours } = await arrange();
    expect(inSpaces.length).toBeGreaterThan(40);
    const odd: string[] = [];
    for (const operation of operations.filter(({ id }) => !forStrangers.includes(id))) {
      const { status } = await ask(app, operation, { slug: ours.slug, id: v7() }, {});
      if (status !== 401) odd.push(`${operation.id}: ${status}`);
    }
    // A 400: its schema cannot say all it asks for, see oneOf in contract.ts. Else: it is open to strangers.
    expect(odd).toEqual([]);
  });

  it('tells no caller a space of others from one that is not there', async () => {
    const { app, theirs, callers, idOf } = await arrange();
    const before = await snapshot(theirs);
    const odd: string[] = [];
    for (const operation of inSpaces) {
      for (const [name, headers] of Object.entries(callers)) {
        const id = idOf(operation);
        const real = await ask(app, operation, { slug: theirs.slug, id }, headers);
        const none = await ask(app, operation, { slug: 'nobodys', id }, headers);
        const refused = [401, 403, 404].includes(real.status);
        if (!refused || JSON.stringify(real) !== JSON.stringify(none)) {
          odd.push(`${operation.id} as ${name}: ${real.status} there, ${none.status} nowhere`);
        }
      }
    }
    expect(odd).toEqual([]);
    expect(await snapshot(theirs)).toEqual(before);
  });

  it('tells no caller another space’s id from one that is not there', async () => {
    const { app, ours, theirs, callers, idOf } = await arrange();
    const before = await snapshot(theirs);
    const odd: string[] = [];
    for (const operation of inSpaces.filter(({ takesIds }) => takesIds)) {
      for (const [name, headers] of Object.entries(callers)) {
        const real = await ask(app, operation, { slug: ours.slug, id: idOf(operation) }, headers);
        const none = await ask(app, operation, { slug: ours.slug, id: v7() }, headers);
        const named = operation.path.includes('{id}');
        const refused = !named || [401, 403, 404].includes(real.status);
        if (!refused || real.status !== none.status || (named && real.told !== none.told)) {
          odd.push(`${operation.id} as ${name}: ${real.status} theirs, ${none.status} nobody’s`);
        }
      }
    }
    expect(odd).toEqual([]);
    expect(await snapshot(theirs)).toEqual(before);
    expect(await app.verify()).toEqual([]);
  });

  it('leaves a Member their own page alone, and a SCIM token nothing of the API', async () => {
    const { app, ours, callers } = await arrange();
    const odd: string[] = [];
    for (const operation of inSpaces) {
      const at = { slug: ours.slug, id: ours.ownerId };
      const member = await ask(app, operation, at, callers.member!);
      if ((member.status === 403) === forMembers.includes(operation.id)) {
        odd.push(`${operation.id} as member: ${member.status}`);
      }
      const scim = await ask(app, operation, at, callers.scimToken!);
      if (scim.status !== 403) odd.push(`${operation.id} as scimToken: ${scim.status}`);
    }
    expect(odd).toEqual([]);
  });

  it('closes live pages and SCIM to whom they are not for', async () => {
    const { app, theirs, callers } = await arrange();
    const get = (url: string, headers: Headers) => app.http.inject({ method: 'GET', url, headers });
    for (const [name, headers] of Object.entries({ ...callers, stranger: {} })) {
      const live = await get(`/api/v1/spaces/${theirs.slug}/events`, headers);
      const nowhere = await get('/api/v1/spaces/nobodys/events', headers);
      expect([name, live.statusCode]).toEqual([name, nowhere.statusCode]);
      expect([401, 403, 404]).toContain(live.statusCode);
      if (name === 'scimToken') continue;
      expect([name, (await get('/scim/v2/Users', headers)).statusCode >= 401]).toEqual([name, true]);
    }
  });
});
