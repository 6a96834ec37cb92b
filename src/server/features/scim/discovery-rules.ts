import { coreSchema, enterpriseSchema, type Resource } from './resource-rules.ts';

/** Most resources that one page holds. */
export const maxResults = 1000;

const meta = (resourceType: string, location: string) => ({ resourceType, location });

/** What this service can do (RFC 7643, 5). */
export const serviceProviderConfig = (base: string): Resource => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A SCIM token that an Admin of the space made',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: meta('ServiceProviderConfig', `${base}/ServiceProviderConfig`),
});

export const resourceTypes = (base: string): Resource[] => [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'A User of the space, Invited, Active, Waiting or Deactivated',
    schema: coreSchema,
    schemaExtensions: [{ schema: enterpriseSchema, required: false }],
    meta: meta('ResourceType', `${base}/ResourceTypes/User`),
  },
];

interface Shape {
  type?: string;
  multiValued?: boolean;
  required?: boolean;
  caseExact?: boolean;
  uniqueness?: string;
  subAttributes?: Resource[];
}

const attr = (name: string, description: string, shape: Shape = {}): Resource => ({
  name,
  type: shape.type ?? (shape.subAttributes ? 'complex' : 'string'),
  multiValued: shape.multiValued ?? false,
  description,
  required: shape.required ?? false,
  caseExact: shape.caseExact ?? false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: shape.uniqueness ?? 'none',
  ...(shape.subAttributes && { subAttributes: shape.subAttributes }),
});

const core = [
  attr('userName', 'What the person is known by; compared without case', {
    required: true,
    uniqueness: 'server',
  }),
  attr('externalId', 'The identity provider’s own id', { caseExact: true }),
  attr('name', 'The parts of the name', {
    subAttributes: [
      attr('formatted', 'The whole name'),
      attr('givenName', 'First name'),
      attr('familyName', 'Last name'),
    ],
  }),
  attr('displayName', 'The name to show where its parts are not given'),
  attr('title', 'Job title'),
  attr('active', 'False: Deactivated, and the seat is free', { type: 'boolean' }),
  attr('emails', 'The primary one, else the one for work, is where the invitation goes', {
    multiValued: true,
    subAttributes: [
      attr('value', 'The address'),
      attr('type', 'work, home or other'),
      attr('primary', 'Whether this is the one to use', { type: 'boolean' }),
    ],
  }),
  attr('addresses', 'The locality of the one for work is the location', {
    multiValued: true,
    subAttributes: [attr('locality', 'Town'), attr('type', 'work, home or other')],
  }),
];

const enterprise = [
  attr('employeeNumber', 'Employee id', { caseExact: true, uniqueness: 'server' }),
  attr('department', 'Department'),
];

export const schemas = (base: string): Resource[] =>
  [
    { id: coreSchema, name: 'User', description: 'A person', attributes: core },
    { id: enterpriseSchema, name: 'EnterpriseUser', description: 'An employee', attributes: enterprise },
  ].map((schema) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    ...schema,
    meta: meta('Schema', `${base}/Schemas/${schema.id}`),
  }));

/** The form of every list (RFC 7644, 3.4.2); `startIndex` counts from 1. */
export const listResponse = (resources: Resource[], total = resources.length, startIndex = 1): Resource => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});
