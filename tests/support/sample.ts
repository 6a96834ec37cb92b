import type { Schema } from './schema.ts';

const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const texts: Record<string, (id: string) => string> = {
  uuid: (id) => id,
  email: () => 'someone@example.org',
  date: () => '2026-11-25',
  'date-time': () => '2026-11-25T09:00:00.000Z',
  uri: () => 'https://example.org',
};

/**
 * A value that a schema allows, as small as may be: its example where it has one, else what is
 * required. Every UUID in it is `id`.
 */
export function sample(schema: Schema, components: Record<string, Schema>, id: string): unknown {
  const again = (inner: Schema) => sample(inner, components, id);
  if (schema.$ref) return again(components[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.format === 'uuid') return id;
  const [example = schema.example] = schema.examples ?? [];
  if (example !== undefined) return JSON.parse(JSON.stringify(example).replace(uuids, id)) as unknown;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const either = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (either) return again(either);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(again)) as unknown;
  const type = [schema.type].flat().find((one) => one !== 'null');
  switch (type) {
    case 'object': {
      const required = schema.required ?? [];
      return Object.fromEntries(required.map((name) => [name, again(schema.properties?.[name] ?? {})]));
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => again(schema.items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return texts[schema.format ?? '']?.(id) ?? textFor(schema);
    default:
      return {};
  }
}

const textFor = ({ pattern, minLength = 1 }: Schema): string =>
  pattern === '^[A-Z]{3}$' ? 'GBP' : 'a'.repeat(Math.max(minLength, 1));
