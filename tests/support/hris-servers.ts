import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a server in the tests is asked, and what it answers. */
interface Asked {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: unknown;
}
interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface HrisServer {
  base: string;
  asked: Asked[];
  /** Answers come from here first, as long as it gives any. */
  fault: ((asked: Asked, n: number) => Answer | undefined) | undefined;
}

async function serve(answer: (asked: Asked, base: string) => Answer): Promise<HrisServer> {
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
      const text = Buffer.concat(pieces).toString();
      const asked: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', hris.base),
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      hris.asked.push(asked);
      const {
        status = 200,
        headers = {},
        body,
      } = hris.fault?.(asked, hris.asked.length) ?? answer(asked, hris.base);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
    })();
  });
  const hris: HrisServer = { base: '', asked: [], fault: undefined };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hris.base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return hris;
}

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export interface TestPerson {
  id: number;
  left?: boolean;
}

/**
 * A stand-in for BambooHR's list of employees, after its published reference (GET /api/v1/employees):
 * cursor pages of `page[limit]`, `data`, `meta.total`, `_links.next`, unreadable fields null and named in
 * `_restrictedFields`. Not BambooHR, and not made by it.
 */
export function serveBamboo(
  people: TestPerson[],
  options: { apiKey: string; restricted?: string[] },
): Promise<HrisServer> {
  return serve(({ url, headers }, base) => {
    if (url.pathname !== '/api/v1/employees') return { status: 404 };
    if (headers.authorization !== basic(options.apiKey, 'x')) return { status: 401 };
    const limit = Number(url.searchParams.get('page[limit]') ?? 50);
    const after = Number(url.searchParams.get('page[after]') ?? 0);
    const page = people.slice(after, after + limit);
    const fields = (url.searchParams.get('fields') ?? '').split(',');
    const data = page.map(({ id, left }) => {
      const all: Record<string, string> = {
        employeeId: String(id),
        firstName: `First${id}`,
        lastName: `Last${id}`,
        preferredName: '',
        jobTitleName: 'Clerk',
        status: left ? 'Inactive' : 'Active',
        workEmail: `p${id}@acme.test`,
        department: 'Sales',
        location: 'London',
        hireDate: '2020-01-31',
        terminationDate: '0000-00-00',
      };
      const restricted = (options.restricted ?? []).filter((field) => fields.includes(field));
      const shown = Object.fromEntries(
        ['employeeId', 'firstName', 'lastName', 'preferredName', 'jobTitleName', 'status', ...fields].map(
          (field) => [field, restricted.includes(field) ? null : (all[field] ?? null)],
        ),
      );
      return { ...shown, _restrictedFields: restricted };
    });
    const next = new URL(url, base);
    next.searchParams.set('page[after]', String(after + limit));
    const more = after + limit < people.length;
    return {
      body: {
        data,
        meta: { total: people.length, page: { limit } },
        _links: { self: { href: url.href }, ...(more && { next: { href: next.href } }) },
      },
    };
  });
}

/**
 * A stand-in for HiBob's search for employees, after its published contract (POST /v1/people/search): all in one
 * answer, those who left only with `showInactive`, slash-notation keys with a `value`, list values as ids with the
 * words beside them, fields that may not be read left out without a word. Not HiBob, and not made by it.
 */
export function serveHibob(
  people: TestPerson[],
  options: { user: string; token: string; hidden?: string[] },
): Promise<HrisServer> {
  return serve(({ method, url, headers, body }) => {
    if (method !== 'POST' || url.pathname !== '/v1/people/search') return { status: 404 };
    if (headers.authorization !== basic(options.user, options.token)) return { status: 401 };
    const asked = body as { fields: string[]; showInactive?: boolean; humanReadable?: string };
    const employees = people
      .filter(({ left }) => asked.showInactive === true || !left)
      .map(({ id, left }) => {
        const plain: Record<string, string> = {
          'root.id': String(id),
          'root.email': `p${id}@acme.test`,
          'root.firstName': `First${id}`,
          'root.surname': `Last${id}`,
          'internal.status': left ? 'Inactive' : 'Active',
          'work.department': '245912',
          'work.title': '245913',
          'work.site': 'London',
          'work.startDate': '2020-01-31',
        };
        const words: Record<string, string> = { ...plain, 'work.department': 'Sales', 'work.title': 'Clerk' };
        const keyed = (values: Record<string, string>) =>
          Object.fromEntries(
            asked.fields
              .filter((field) => values[field] !== undefined && !(options.hidden ?? []).includes(field))
              .map((field) => [`/${field.replaceAll('.', '/')}`, { value: values[field] }]),
          );
        return { ...keyed(plain), ...(asked.humanReadable === 'APPEND' && { humanReadable: keyed(words) }) };
      });
    return { body: { employees } };
  });
}

/** A stand-in for any HRIS that answers JSON: `/people` pages in the way that is asked for. */
export function servePeople(people: TestPerson[], pageSize: number): Promise<HrisServer> {
  return serve(({ url, headers }, base) => {
    if (headers['x-api-key'] !== 'json-key') return { status: 401 };
    const number = Number(url.searchParams.get('page') ?? url.searchParams.get('cursor') ?? 1);
    const items = people.slice((number - 1) * pageSize, number * pageSize).map(({ id, left }) => ({
      staff: { no: `E${id}`, mail: `p${id}@acme.test` },
      name: { first: `First${id}`, last: `Last${id}` },
      active: !left,
    }));
    const more = number * pageSize < people.length;
    const link = `${base}/people?page=${number + 1}`;
    const header = `<${base}/people?page=1>; rel="first", <${link}>; rel="next"`;
    return {
      headers: { ...(more && { link: header }) },
      body: {
        result: { items },
        next: more ? link : null,
        cursor: more ? String(number + 1) : null,
        total: people.length,
      },
    };
  });
}
