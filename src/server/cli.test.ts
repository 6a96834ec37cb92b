import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'usher-cli-'));

/** The command line in a process of its own; what it refuses here it refuses before it starts anything. */
const usher = (...args: string[]) =>
  new Promise<{ status: unknown; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data') };
    execFile(process.execPath, ['src/server/cli.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, stdout, stderr });
    });
  });

const refusals: [args: string[], code: string, says: string][] = [
  [['import', join(folder, 'none.csv'), '--space', 'acme'], 'not_found', 'none.csv'],
  [['space', 'create', '--name', 'Acme', '--seats', 'ten'], 'invalid_request', 'is not a whole number'],
  [['space', 'create'], 'invalid_request', '--name'],
];

test.concurrent.each(refusals)('%j is refused in one document, and in words', async (args, code, says) => {
  const { status, stdout, stderr } = await usher(...args, '--json');
  expect(status).toBe(1);
  const { error } = JSON.parse(stdout) as { error: { code: string; detail: string } };
  expect(error.code).toBe(code);
  expect(error.detail).toContain(says);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain('    at ');
});

test('help is no refusal', async () => {
  const { status, stdout, stderr } = await usher('import', '--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('--approve-held');
});
