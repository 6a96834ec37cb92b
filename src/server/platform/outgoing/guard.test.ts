import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from './address-rules.ts';
import { askForJson } from './ask-for-json.ts';
import { createOutgoing } from './guard.ts';

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, asked };
}

/** Answers each time with the next of these addresses. */
function resolving(...answers: string[]): { lookup: LookupFunction; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    lookup: (_host, options, callback) => {
      const address = answers[Math.min(calls, answers.length - 1)] ?? '';
      calls += 1;
      if (options.all) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    },
  };
}

function outgoing(options: Parameters<typeof createOutgoing>[0]) {
  const made = createOutgoing(options);
  onTestFinished(() => made.close());
  return made;
}

const get = (out: ReturnType<typeof outgoing>, url: string) =>
  askForJson(out, { url: new URL(url), method: 'GET', headers: { authorization: 'secret' } });

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'no address',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  'https://127.0.0.1',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://2130706433',
  'https://localhost',
])('%s is not reached', async (base) => {
  const { port, asked } = await serve((_, response) => response.end('[]'));
  await expect(get(outgoing({ allowPrivateHosts: false }), `${base}:${port}/`)).rejects.toMatchObject({
    code: 'host_refused',
    message: expect.stringContaining('set ALLOW_PRIVATE_HOSTS=1 and restart Usher') as string,
  });
  expect(asked).toEqual([]);
});

test('a name that changes its address between two looks gains nothing', async () => {
  const names = resolving('127.0.0.1');
  const { port, asked } = await serve((_, response) => response.end('[]'));
  const out = outgoing({ allowPrivateHosts: false, lookup: names.lookup });
  await expect(get(out, `https://rebind.test:${port}/`)).rejects.toMatchObject({ code: 'host_refused' });
  // Public at the first look, private at the second: each connection has one look, and is checked on it.
  const turning = resolving('203.0.113.7', '8.8.8.8', '127.0.0.1');
  const other = outgoing({ allowPrivateHosts: false, lookup: turning.lookup });
  await expect(other.openSocket('rebind.test', port, 100)).rejects.toMatchObject({ code: 'host_refused' });
  await expect(other.openSocket('rebind.test', port, 100)).rejects.toMatchObject({
    code: expect.stringMatching(/^E/),
  });
  await expect(other.openSocket('rebind.test', port, 100)).rejects.toMatchObject({ code: 'host_refused' });
  expect(turning.calls()).toBe(3);
  expect(asked).toEqual([]);
});

test('one private address among many refuses the name', async () => {
  const lookup: LookupFunction = (_host, _options, callback) =>
    callback(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  const out = outgoing({ allowPrivateHosts: false, lookup });
  await expect(out.openSocket('two.test', 9, 100)).rejects.toMatchObject({ code: 'host_refused' });
});

test('plain http is refused beyond one’s own network', async () => {
  const out = outgoing({ allowPrivateHosts: false });
  await expect(get(out, 'http://hr.acme.test/')).rejects.toMatchObject({ code: 'host_refused' });
});

test('redirects are followed at home and refused abroad, so that no secret goes along', async () => {
  const abroad = await serve((_, response) => response.end('[]'));
  const home = await serve((request, response) => {
    if (request.url === '/there') response.end('[1]');
    else {
      const location = request.url === '/away' ? `http://127.0.0.1:${abroad.port}/` : '/there';
      response.writeHead(302, { location: request.url === '/round' ? '/round' : location }).end();
    }
  });
  const out = outgoing({ allowPrivateHosts: true });
  const base = `http://127.0.0.1:${home.port}`;
  expect(await get(out, `${base}/here`)).toMatchObject({ status: 200, body: [1] });
  await expect(get(out, `${base}/away`)).rejects.toMatchObject({ code: 'connection_failed' });
  await expect(get(out, `${base}/round`)).rejects.toMatchObject({ code: 'connection_failed' });
  expect(abroad.asked).toEqual([]);
});
