import { describe, expect, test } from 'vitest';
import { applyPatch } from './patch-rules.ts';
import { readPerson, type Resource } from './resource-rules.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada: Resource = {
  schemas: [core, enterprise],
  userName: 'ada@acme.test',
  externalId: '00u1',
  active: true,
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [{ value: 'ada@acme.test', type: 'work', primary: true }],
  [enterprise]: { department: 'Maths' },
};
const bare: Resource = { schemas: [core], userName: 'ada@acme.test', active: true };
const workEmail = 'emails[type eq "work"].value';

type Case = [name: string, from: Resource, operations: unknown[], changes: Resource];

const cases: Case[] = [
  // Okta
  ['Okta deactivates without a path', ada, [{ op: 'replace', value: { active: false } }], { active: false }],
  [
    'Okta reactivates without a path',
    { ...ada, active: false },
    [{ op: 'replace', value: { active: true } }],
    { active: true },
  ],
  [
    'Okta replaces a part of the name without a path',
    ada,
    [{ op: 'replace', value: { name: { familyName: 'Lovelace' } } }],
    { name: { givenName: 'Ada', familyName: 'Lovelace' } },
  ],
  [
    'Okta sends the whole object back, read-only parts too',
    ada,
    [{ op: 'replace', value: { id: 'x', meta: {}, groups: [], schemas: ['x'], title: 'Countess' } }],
    { title: 'Countess' },
  ],
  [
    'Okta replaces the list of e-mails',
    ada,
    [{ op: 'replace', path: 'emails', value: [{ value: 'a@b.test', type: 'home', primary: 'true' }] }],
    { emails: [{ value: 'a@b.test', type: 'home', primary: true }] },
  ],
  // Entra
  [
    'Entra capitalises ops',
    ada,
    [{ op: 'Replace', path: 'title', value: 'Countess' }],
    { title: 'Countess' },
  ],
  ['Entra sends "False"', ada, [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
  [
    'Entra sends "True"',
    { ...ada, active: false },
    [{ op: 'Add', path: 'active', value: 'True' }],
    { active: true },
  ],
  [
    'Entra sends "False" without a path',
    ada,
    [{ op: 'Replace', value: { active: 'False' } }],
    { active: false },
  ],
  [
    'Entra wraps single values',
    ada,
    [{ op: 'Replace', path: 'name.givenName', value: [{ $ref: null, value: 'Augusta' }] }],
    { name: { givenName: 'Augusta', familyName: 'Byron' } },
  ],
  [
    'Entra wraps an attribute that is not there',
    ada,
    [{ op: 'Add', path: 'displayName', value: [{ $ref: null, value: 'Ada L' }] }],
    { displayName: 'Ada L' },
  ],
  [
    'Entra wraps active',
    ada,
    [{ op: 'Replace', path: 'active', value: [{ $ref: null, value: 'False' }] }],
    { active: false },
  ],
  [
    'Entra dots its keys',
    ada,
    [
      {
        op: 'Add',
        value: { 'name.givenName': 'Augusta', [workEmail]: 'a@b.test', [`${enterprise}:department`]: 'X' },
      },
    ],
    {
      name: { givenName: 'Augusta', familyName: 'Byron' },
      emails: [{ value: 'a@b.test', type: 'work', primary: true }],
      [enterprise]: { department: 'X' },
    },
  ],
  [
    'a work e-mail is replaced',
    ada,
    [{ op: 'Replace', path: workEmail, value: 'a@b.test' }],
    { emails: [{ value: 'a@b.test', type: 'work', primary: true }] },
  ],
  [
    'a work e-mail is added where there is none',
    bare,
    [{ op: 'Add', path: workEmail, value: 'a@b.test' }],
    { emails: [{ type: 'work', value: 'a@b.test' }] },
  ],
  [
    'a work e-mail is replaced where there is none',
    bare,
    [{ op: 'Replace', path: workEmail, value: 'a@b.test' }],
    { emails: [{ type: 'work', value: 'a@b.test' }] },
  ],
  [
    'a work e-mail is added beside one of another type',
    { ...bare, emails: [{ type: 'home', value: 'h@b.test' }] },
    [{ op: 'Add', path: workEmail, value: 'a@b.test' }],
    {
      emails: [
        { type: 'home', value: 'h@b.test' },
        { type: 'work', value: 'a@b.test' },
      ],
    },
  ],
  [
    'types are compared without case',
    { ...bare, emails: [{ type: 'Work', value: 'old@b.test' }] },
    [{ op: 'Replace', path: workEmail, value: 'a@b.test' }],
    { emails: [{ type: 'Work', value: 'a@b.test' }] },
  ],
  [
    'Entra asks for primary by a text',
    bare,
    [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Learner' }],
    { roles: [{ primary: true, value: 'Learner' }] },
  ],
  [
    'two conditions make the value that is not there',
    bare,
    [{ op: 'Add', path: 'emails[type eq "work" and primary eq true].value', value: 'a@b.test' }],
    { emails: [{ type: 'work', primary: true, value: 'a@b.test' }] },
  ],
  ['a work e-mail goes', ada, [{ op: 'Remove', path: workEmail }], { emails: undefined }],
  ['a work e-mail is emptied', ada, [{ op: 'Replace', path: workEmail, value: '' }], { emails: undefined }],
  [
    'a work e-mail goes whole',
    ada,
    [{ op: 'Remove', path: 'emails[type eq "work"]' }],
    { emails: undefined },
  ],
  [
    'a value goes by what it is',
    { ...bare, emails: [{ value: 'a@b.test' }, { value: 'c@d.test', type: 'home' }] },
    [{ op: 'Remove', path: 'emails', value: [{ value: 'c@d.test' }] }],
    { emails: [{ value: 'a@b.test' }] },
  ],
  [
    'removing what is not there is no harm',
    bare,
    [{ op: 'Remove', path: 'phoneNumbers[type eq "fax"].value' }],
    {},
  ],
  [
    'addresses by part',
    bare,
    [
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'London' },
      { op: 'Add', path: 'addresses[type eq "work"].postalCode', value: 'N1' },
    ],
    { addresses: [{ type: 'work', locality: 'London', postalCode: 'N1' }] },
  ],
  [
    'an attribute of the extension by its whole path',
    bare,
    [{ op: 'Add', path: `${enterprise}:department`, value: 'Maths' }],
    { [enterprise]: { department: 'Maths' }, schemas: [core, enterprise] },
  ],
  [
    'an attribute of the extension after a dot',
    ada,
    [{ op: 'Replace', path: `${enterprise}.department`, value: 'Poetry' }],
    { [enterprise]: { department: 'Poetry' } },
  ],
  [
    'a schema without case, an attribute of the core under it',
    ada,
    [{ op: 'replace', path: `${core.toUpperCase()}:TITLE`, value: 'Countess' }],
    { title: 'Countess' },
  ],
  [
    'the extension as a whole is laid over',
    ada,
    [{ op: 'replace', path: enterprise, value: { employeeNumber: '7' } }],
    { [enterprise]: { department: 'Maths', employeeNumber: '7' } },
  ],
  [
    'the extension in a value without a path',
    ada,
    [{ op: 'add', value: { [enterprise]: { employeeNumber: '7' } } }],
    { [enterprise]: { department: 'Maths', employeeNumber: '7' } },
  ],
  ['the extension goes', ada, [{ op: 'remove', path: enterprise }], { [enterprise]: undefined }],
  [
    'the last of the extension goes, and it with it',
    ada,
    [{ op: 'Remove', path: `${enterprise}:department` }],
    { [enterprise]: undefined },
  ],
  [
    'a manager as a bare id',
    ada,
    [{ op: 'Add', path: `${enterprise}:manager`, value: '2819c223' }],
    { [enterprise]: { department: 'Maths', manager: { value: '2819c223' } } },
  ],
  [
    'a manager in a list of one',
    ada,
    [{ op: 'Add', path: 'manager', value: [{ $ref: '../Users/2819c223', value: '2819c223' }] }],
    { [enterprise]: { department: 'Maths', manager: { $ref: '../Users/2819c223', value: '2819c223' } } },
  ],
  [
    'a manager by part, then gone',
    ada,
    [
      { op: 'Add', path: `${enterprise}:manager.value`, value: '1' },
      { op: 'Remove', path: `${enterprise}:manager` },
    ],
    {},
  ],
  [
    'another extension, with a colon in the filter',
    ada,
    [
      {
        op: 'add',
        path: 'urn:example:params:scim:custom:1.0:User:badges',
        value: [{ value: 'a:b', type: 'x' }],
      },
      {
        op: 'replace',
        path: 'urn:example:params:scim:custom:1.0:User:badges[value eq "a:b"].type',
        value: 'y.z',
      },
    ],
    {
      schemas: [core, enterprise, 'urn:example:params:scim:custom:1.0:User'],
      'urn:example:params:scim:custom:1.0:User': { badges: [{ value: 'a:b', type: 'y.z' }] },
    },
  ],
  [
    'attributes in any case',
    ada,
    [{ op: 'REPLACE', path: 'NAME.GIVENNAME', value: 'Augusta' }],
    { name: { givenName: 'Augusta', familyName: 'Byron' } },
  ],
  [
    'a new primary takes it from the old',
    ada,
    [{ op: 'add', path: 'emails', value: [{ value: 'n@b.test', primary: true }] }],
    {
      emails: [
        { value: 'ada@acme.test', type: 'work', primary: false },
        { value: 'n@b.test', primary: true },
      ],
    },
  ],
  [
    'the same value twice is there once',
    ada,
    [{ op: 'add', path: 'emails', value: (ada.emails as unknown[])[0] }],
    {},
  ],
  [
    'many values without a filter mean the one in use',
    ada,
    [{ op: 'replace', path: 'emails.value', value: 'a@b.test' }],
    { emails: [{ value: 'a@b.test', type: 'work', primary: true }] },
  ],
  [
    'null empties',
    { ...ada, title: 'Countess' },
    [{ op: 'replace', path: 'title', value: null }],
    { title: undefined },
  ],
  [
    'operations in their order',
    ada,
    [
      { op: 'Add', path: 'nickName', value: 'A' },
      { op: 'Replace', path: 'nickName', value: 'B' },
      { op: 'Remove', path: 'externalId' },
    ],
    { nickName: 'B', externalId: undefined },
  ],
];

describe('what Okta and Entra send', () => {
  test.each(cases)('%s', (_name, from, Operations, changes) => {
    const given = structuredClone(from);
    const after = applyPatch(given, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations,
    });
    expect(after).toEqual({ ...from, ...changes });
    expect(given).toEqual(from);
  });
});

test.each([
  [{ op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
  [{ path: 'title', value: 'x' }, 'invalidSyntax'],
  [{ op: 'remove' }, 'noTarget'],
  [{ op: 'replace', value: 'x' }, 'invalidValue'],
  [{ op: 'replace', path: 'title' }, 'invalidValue'],
  [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
  [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
  [{ op: 'add', path: 'groups', value: [] }, 'mutability'],
  [{ op: 'replace', path: 'name.a.b', value: 'x' }, 'invalidPath'],
  [{ op: 'replace', path: '__proto__.admin', value: true }, 'invalidPath'],
  [{ op: 'replace', path: 5, value: 'x' }, 'invalidPath'],
  [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 'invalidPath'],
  [{ op: 'replace', path: 'emails[type zz "x"].value', value: 'x' }, 'invalidFilter'],
  [{ op: 'replace', path: 'emails[type gt "a"].value', value: 'x' }, 'invalidFilter'],
  [{ op: 'replace', path: 'emails[value eq "gone@b.test"].value', value: 'x' }, 'noTarget'],
])('refuses %j with %s', (operation, scimType) => {
  const emails = [{ value: 'here@b.test' }];
  expect(() => applyPatch({ ...bare, emails }, { Operations: [operation] })).toThrow(
    expect.objectContaining({ extra: { scimType } }),
  );
});

test('refuses a PATCH without operations, or with too many', () => {
  expect(() => applyPatch(bare, {})).toThrow(
    expect.objectContaining({ extra: { scimType: 'invalidSyntax' } }),
  );
  const Operations = Array.from({ length: 501 }, () => ({ op: 'add', path: 'title', value: 'x' }));
  expect(() => applyPatch(bare, { Operations })).toThrow(
    expect.objectContaining({ extra: { scimType: 'tooMany' } }),
  );
});

test('reads a person out of what is left', () => {
  expect(readPerson({ ...bare, displayName: 'Ada' })).toMatchObject({
    firstName: 'Ada',
    email: 'ada@acme.test',
  });
  expect(readPerson({ ...bare, displayName: 'ADA@acme.test' }).firstName).toBe('');
  const emails = [
    { value: 'h@b.test', type: 'home' },
    { value: 'w@b.test', type: 'WORK' },
  ];
  expect(readPerson({ ...bare, emails }).email).toBe('w@b.test');
  expect(readPerson({ ...bare, emails: [...emails, { value: 'p@b.test', primary: 'True' }] }).email).toBe(
    'p@b.test',
  );
  expect(readPerson({ ...bare, emails: emails.slice(0, 1) }).email).toBe('ada@acme.test');
});
