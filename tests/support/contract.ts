import { sample } from './sample.ts';
import type { Schema } from './schema.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface Contract {
  paths: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

/** One operation of openapi.json, as something that can be called. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Whether an id stands in its address or in what it takes. */
  takesIds: boolean;
  /** A request with everything required: `id` wherever an id is asked for. */
  request(slug: string, id: string): { url: string; payload?: string; contentType?: string };
}

/** What an operation asks for that its schema cannot say: one of several, no matter which. */
const oneOf: Record<string, { body?: string; query?: string }> = {
  bulkUsers: { body: 'ids' },
  previewBulk: { body: 'ids' },
  listSyncHistory: { query: 'userId' },
};

/** Every operation there is: new ones are among them by themselves. */
export function operationsOf({ paths, components }: Contract): Operation[] {
  const known = components?.schemas ?? {};
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const [contentType, content] = Object.entries(described.requestBody?.content ?? {})[0] ?? [];
      const chosen = oneOf[described.operationId] ?? {};
      const body = (id: string) => {
        const value = sample(content?.schema ?? {}, known, id);
        return chosen.body === undefined ? value : { ...(value as object), [chosen.body]: [id] };
      };
      const parameters = described.parameters ?? [];
      const query = parameters.filter(
        (one) => one.in === 'query' && (one.required === true || one.name === chosen.query),
      );
      const probe = '00000000-0000-7000-8000-000000000000';
      return {
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        takesIds: /\{(?!slug)/.test(path) || JSON.stringify(body(probe) ?? '').includes(probe),
        request(slug, id) {
          const search = new URLSearchParams(
            query.map((one) => [one.name, String(sample(one.schema, known, id))]),
          ).toString();
          const address = path.replace('{slug}', slug).replace(/\{\w+\}/g, id);
          const url = search === '' ? address : `${address}?${search}`;
          if (contentType === undefined) return { url };
          const value = body(id);
          const payload = contentType.includes('json')
            ? JSON.stringify(value)
            : 'email\nsomeone@example.org\n';
          return { url, payload, contentType };
        },
      };
    }),
  );
}
