/** As much of JSON Schema as our routes have. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
}

/** What things are called in examples: one organisation, one person, one order throughout. */
const texts: Record<string, string> = {
  address: '12 Fleet Street\nLondon EC4Y 1AA',
  answer: '250 2.0.0 Ok: queued as 4F2A10',
  anchorDate: '2026-01-01',
  authorisation: 'Bearer …',
  billingEmail: 'accounts@example.org',
  buyer: 'Acme Learning',
  by: 'Grace Hopper',
  code: 'not_found',
  createdBy: 'Grace Hopper',
  currency: 'GBP',
  cursor: 'WyJh…',
  deactivatedBy: 'Grace Hopper',
  deactivatedReason: 'Left the company',
  department: 'Research',
  email: 'ada@example.org',
  employeeId: 'E1017',
  firstName: 'Ada',
  from: 'Usher <usher@example.org>',
  host: 'sftp.example.org',
  invitedBy: 'Grace Hopper',
  jobTitle: 'Engineer',
  keptOutBy: 'Grace Hopper',
  key: 'usher_key_…',
  kind: 'invitation',
  lastName: 'Lovelace',
  locale: 'en-GB',
  location: 'London',
  message: 'Join before Monday, it takes a minute.',
  name: 'Acme Learning',
  number: 'ACME-0002',
  ownerEmail: 'grace@example.org',
  ownerName: 'Grace Hopper',
  password: 'a quiet long password',
  platformUrl: 'https://learn.example.org',
  purchaseOrder: 'PO-4711',
  quote: 'BqkPz…',
  reason: 'Left the company',
  server: 'smtp.example.org:587',
  slug: 'acme',
  spaceName: 'Acme Learning',
  subject: 'Your invitation to Acme Learning',
  summary: 'Invited',
  taxName: 'VAT',
  timeZone: 'Europe/London',
  title: 'Not found',
  to: 'ada@example.org',
  token: 'usher_invite_01a20ca5b0a977ec8e2299e6b12d80bd_…',
};

const numbers: Record<string, number> = {
  active: 129,
  available: 12,
  deactivated: 3,
  done: 40,
  invitationDays: 7,
  invited: 138,
  limit: 50,
  lowSeatsThreshold: 5,
  matching: 138,
  net: 50_000,
  pricePerSeat: 4000,
  quantity: 25,
  queued: 2,
  seats: 25,
  tax: 10_000,
  taken: 138,
  taxRateBp: 2000,
  total: 150,
  unclaimed: 9,
  unitPrice: 4000,
  waiting: 0,
};

const formats: Record<string, string> = {
  uuid: '01a20ca5-b0a9-77ec-8e22-99e6b12d80bd',
  'date-time': '2026-11-24T09:14:00.000Z',
  date: '2026-11-24',
  email: 'ada@example.org',
  uri: 'https://learn.example.org',
};

/** Null says more than a value here: the last page, nothing wrong, nobody gone. */
const rather = /^(nextCursor|problem|deactivated|keptOut|eligible|waitingSince|repeats|revoked|error)/;

/**
 * An example that fits a schema: its own where it has one, else values that are true to the name.
 * The same schema gives the same example.
 */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return exampleOf(chosen(choices, name), name);
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, name))) as unknown;
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, part]) => [key, exampleOf(part, key)]),
      );
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, name.replace(/s$/, ''))];
    case 'integer':
    case 'number':
      return within(numbers[name] ?? 1, schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return formats[schema.format ?? ''] ?? texts[name] ?? name.padEnd(schema.minLength ?? 1, '…');
    default:
      return schema.default ?? {};
  }
}

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

function chosen(choices: JsonSchema[], name: string): JsonSchema {
  const fits = rather.test(name) ? choices.find(isNull) : choices.find((choice) => !isNull(choice));
  return fits ?? choices[0] ?? {};
}

const within = (value: number, { minimum = -Infinity, maximum = Infinity }: JsonSchema): number =>
  Math.min(Math.max(value, minimum), maximum);
