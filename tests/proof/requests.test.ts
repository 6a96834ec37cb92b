import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownerOf } from '../support/people.ts';
import type { Schema } from '../support/schema.ts';
import { right, wrong } from '../support/schema-values.ts';
import { createTestApp, createTestSpace } from '../support/test-app.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}
interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  media: string | undefined;
  body: Schema | undefined;
}
type Document = Record<
  string,
  { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
>;

const atLeast = process.env.USHER_LONG === undefined ? 5000 : 50_000;

const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: Record<string, Document> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
    const [media] = Object.keys(requestBody?.content ?? {});
    return { method, path, parameters, media, body: requestBody?.content[media ?? '']?.schema };
  }),
);

interface Sent {
  url: string;
  payload: string | undefined;
  media: string;
}

/** A request of an operation: mostly of its shape, often with something wrong in it. */
function requestOf(operation: Operation, slug: string, ids: string[]): fc.Arbitrary<Sent> {
  const { parameters, body, media = 'application/json' } = operation;
  const value = (schema: Schema) =>
    fc.oneof({ weight: 3, arbitrary: right(schema) }, { weight: 1, arbitrary: wrong(schema) });
  const place = (parameter: Parameter) =>
    parameter.name === 'slug'
      ? fc.constant(slug)
      : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, value(parameter.schema));
  const inPath = parameters.filter((one) => one.in === 'path');
  const inQuery = parameters.filter((one) => one.in === 'query');
  return fc
    .record({
      path: fc.record(Object.fromEntries(inPath.map((one) => [one.name, place(one)]))),
      query: fc.record(Object.fromEntries(inQuery.map((one) => [one.name, value(one.schema)])), {
        requiredKeys: inQuery.filter((one) => one.required).map((one) => one.name),
      }),
      payload: !body
        ? fc.constant(undefined)
        : media.includes('json')
          ? fc.oneof(
              { weight: 8, arbitrary: value(body).map((one) => JSON.stringify(one)) },
              { weight: 1, arbitrary: fc.string() },
            )
          : fc.string({ maxLength: 2000 }),
      media: fc.oneof({ weight: 20, arbitrary: fc.constant(media) }, fc.constantFrom('text/plain', 'x/', '')),
    })
    .map((given) => {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(given.path[name]));
      const query = Object.entries(given.query).map(([name, one]) => `${name}=${encode(one)}`);
      return { url: `${path}?${query.join('&')}`, payload: given.payload, media: given.media };
    });
}

const encode = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed());

test(`${String(atLeast)} requests, right and wrong, are answered by the contract: never a 5xx`, async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 500, role: 'operator' });
  const people = Array.from({ length: 20 }, (_, i) => ({ email: `p${String(i)}@acme.test` }));
  const { body } = await space.api('POST', '/users', { users: people });
  const ids = (body.results as { userId: string }[]).map(({ userId }) => userId);
  const owner = await ownerOf(app, space);
  const each = Math.ceil(atLeast / operations.length);
  let sent = 0;
  for (const operation of operations) {
    const name = `${operation.method.toUpperCase()} ${operation.path}`;
    await fc.assert(
      fc.asyncProperty(requestOf(operation, space.slug, ids), fc.boolean(), async (request, signedIn) => {
        const answer = await app.http.inject({
          method: operation.method.toUpperCase() as 'GET',
          url: request.url,
          headers: {
            ...(request.payload !== undefined && request.media && { 'content-type': request.media }),
            ...(signedIn ? { cookie: owner.cookie } : { authorization: space.authorization }),
          },
          ...(request.payload !== undefined && { payload: request.payload }),
        });
        sent += 1;
        const problem = answer.statusCode >= 400 ? answer.json<{ code?: unknown }>() : undefined;
        const seen = {
          name,
          status: answer.statusCode,
          code: problem?.code,
          type: answer.headers['content-type'],
        };
        expect({ ...seen, failed: answer.statusCode >= 500 }).toMatchObject({ failed: false });
        if (problem)
          expect(seen).toMatchObject({
            code: expect.stringMatching(/^[a-z_]+$/) as string,
            type: expect.stringContaining('application/problem+json') as string,
          });
      }),
      { numRuns: each },
    );
  }
  expect(sent).toBeGreaterThanOrEqual(atLeast);
  expect(await app.verify()).toEqual([]);
}, 600_000);
