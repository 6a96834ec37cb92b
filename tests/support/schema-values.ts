import fc from 'fast-check';
import type { Schema } from './schema.ts';

const texts: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  date: fc.constantFrom('2026-02-28', '2026-12-31', '2028-02-29'),
  'date-time': fc.constantFrom('2026-03-29T01:30:00Z', '2026-10-25T01:30:00.000Z'),
  uri: fc.webUrl(),
};

/** Values that a schema allows, as far as its shape tells; short ones, so that many can be tried. */
export function right(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(right));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => right({ ...schema, type })));
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {});
      const model = Object.fromEntries(entries.map(([name, one]) => [name, right(one)]));
      return fc.record(model, { requiredKeys: schema.required ?? [] });
    }
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      return fc.array(right(items), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, 3)),
      });
    }
    case 'integer':
    case 'number': {
      const min = Math.max(schema.minimum ?? 0, -1_000_000);
      return fc.integer({ min, max: Math.max(min, Math.min(schema.maximum ?? 2000, 1_000_000)) });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string': {
      const known = texts[schema.format ?? ''];
      if (known) return known;
      if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
      const minLength = schema.minLength ?? 0;
      return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(schema.maxLength ?? 20, 20)) });
    }
    default:
      return fc.jsonValue();
  }
}

const awkward = fc.constantFrom<unknown>(
  null,
  '',
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  '\u0000',
  '\ud800',
  '٣٤',
  '0x10',
  '1; drop table users',
  'a'.repeat(5000),
  [],
  {},
  [[[]]],
  { __proto__: null, constructor: {} },
  true,
);

/** The same with one thing wrong: a value of another kind, a member too many or too few. */
export const wrong = (schema: Schema): fc.Arbitrary<unknown> =>
  fc
    .tuple(right(schema), awkward, fc.nat(), fc.string())
    .map(([value, odd, at, name]) => spoil(value, odd, at, name));

function spoil(value: unknown, odd: unknown, at: number, name: string): unknown {
  if (Array.isArray(value) && value.length > 0)
    return value.map((one: unknown, i) => (i === at % value.length ? spoil(one, odd, at, name) : one));
  if (typeof value !== 'object' || value === null) return odd;
  const entries = Object.entries(value);
  if (entries.length === 0 || at % 5 === 0) return { ...value, [name]: odd };
  const [key, one] = entries[at % entries.length] ?? ['', undefined];
  if (at % 5 === 1) return Object.fromEntries(entries.filter(([other]) => other !== key));
  return { ...value, [key]: spoil(one, odd, at, name) };
}
