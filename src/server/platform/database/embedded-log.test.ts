import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { limitLog } from './embedded-log.ts';

it('keeps one older file when the log has grown large', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-log-'));
  const file = join(folder, 'postgres.log');
  try {
    writeFileSync(file, 'first');
    clearInterval(limitLog(file, () => undefined));
    expect(readFileSync(file, 'utf8')).toBe('first');
    truncateSync(file, 11 * 1024 * 1024);
    clearInterval(limitLog(file, () => undefined));
    expect([statSync(file).size, statSync(`${file}.1`).size]).toEqual([0, 11 * 1024 * 1024]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
