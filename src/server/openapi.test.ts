import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { statusOfCode } from './platform/errors/index.ts';

interface Content {
  schema: z.core.JSONSchema.JSONSchema;
  example?: unknown;
  examples?: Record<string, { value: { status: number; code: string } }>;
}
interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}

const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

const jsonOf = (content: Record<string, Content> = {}): Content | undefined =>
  Object.entries(content).find(([type]) => type.includes('json'))?.[1];

function expectFitting({ schema, example }: Content, what: string) {
  expect(example, `${what} has no example`).toBeDefined();
  const parsed = z.fromJSONSchema(schema).safeParse(example);
  expect(parsed.error?.issues ?? [], `${what}: the example does not fit`).toEqual([]);
}

test('operations have names of their own', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(operations)('%s says what it does, by example, and how it refuses', (name, operation) => {
  expect(operation.summary?.length, 'summary').toBeGreaterThan(4);
  expect(operation.tags?.length, 'tags').toBe(1);
  const request = jsonOf(operation.requestBody?.content);
  if (request) expectFitting(request, 'request');

  const answers = Object.entries(operation.responses);
  const good = answers.filter(([status]) => Number(status) < 400);
  expect(good.length, 'an answer').toBeGreaterThan(0);
  for (const [status, { content }] of good) {
    const answer = jsonOf(content);
    if (answer) expectFitting(answer, `answer ${status} of ${name}`);
  }
  const refusals = answers.filter(([status]) => Number(status) >= 400);
  expect(
    refusals.map(([status]) => status),
    'refusals',
  ).toEqual(expect.arrayContaining(['400', '429']));
  for (const [status, { content }] of refusals) {
    const problem = content?.['application/problem+json'];
    const examples = Object.entries(problem?.examples ?? {});
    expect(examples.length, `codes of ${status}`).toBeGreaterThan(0);
    for (const [code, { value }] of examples) {
      expect(statusOfCode).toHaveProperty(code, Number(status));
      expect(value).toMatchObject({ code, status: Number(status) });
    }
  }
});

/** Sums over a space rather than lists. */
const sums = ['GET /api/v1/spaces/{slug}/seats-by-department'];

test('every list is asked with cursor and limit, and says where the next page begins', () => {
  const lists = operations.filter(([name, { responses }]) => {
    const schema = jsonOf(responses['200']?.content)?.schema;
    return name.startsWith('GET ') && schema?.properties?.items !== undefined && !sums.includes(name);
  });
  expect(lists.length).toBeGreaterThan(12);
  for (const [name, { parameters = [], responses }] of lists) {
    const { required } = jsonOf(responses['200']?.content)?.schema ?? {};
    expect(required, name).toEqual(expect.arrayContaining(['items', 'nextCursor']));
    const names = parameters.map((parameter) => parameter.name);
    expect(names, name).toEqual(expect.arrayContaining(['cursor', 'limit']));
  }
});
