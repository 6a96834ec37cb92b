import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../tests/support/test-app.ts';
import { createServer } from './app.ts';

test('any address gets the page, but a file of an older build is gone, as an API is that never was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-web-'));
  writeFileSync(join(folder, 'index.html'), '<title>Usher</title>');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'page-new.js'), 'export {};');
  const { application } = await createTestApp();
  const http = await createServer(application, folder);
  onTestFinished(() => http.close());
  const get = (url: string) => http.inject({ method: 'GET', url });
  expect((await get('/s/acme/users')).body).toBe('<title>Usher</title>');
  expect((await get('/assets/page-new.js')).headers['cache-control']).toContain('immutable');
  for (const url of ['/assets/page-old.js', '/api/v1/nothing']) {
    const gone = await get(url);
    expect(gone.statusCode).toBe(404);
    expect(gone.headers['content-type']).toContain('application/problem+json');
    expect(gone.json()).toMatchObject({ code: 'not_found' });
  }
});

test('the reader of the API is under the same policy as the page, also where there is no TLS', async () => {
  const { http } = await createTestApp();
  const { statusCode, headers } = await http.inject({ method: 'GET', url: '/api/docs' });
  expect(statusCode).toBe(200);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
});

test('a body that is not JSON by its own word is refused by its type', async () => {
  const space = await createTestSpace(await createTestApp());
  for (const type of ['text/plain', 'application/xml']) {
    const answer = await space.api('POST', '/seat-orders/preview', '{"seats":10}', { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  }
});

test.each([
  ['half of a pair of surrogates', String.raw`{"seats":10,"purchaseOrder":"PO \ud800"}`],
  ['a NUL', String.raw`{"seats":10,"purchaseOrder":"PO \u0000"}`],
  ['a NUL deeper than there is stack', `${'['.repeat(100_000)}${String.raw`"\u0000"`}${']'.repeat(100_000)}`],
  ['a NUL in a name', String.raw`{"seats":10,"\u0000":1}`],
])('a body with %s, which the database could not keep, is refused at the door', async (_, body) => {
  const space = await createTestSpace(await createTestApp());
  const type = { 'content-type': 'application/json' };
  const answer = await space.api('POST', '/seat-orders', body, type);
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', detail: 'A text holds characters that cannot be kept.' },
  });
  const whole = String.raw`{"seats":10,"purchaseOrder":"PO \ud83d\ude00"}`;
  expect(await space.api('POST', '/seat-orders', whole, type)).toMatchObject({ status: 201 });
});
