import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressBeside, noteAddress } from './address.ts';
import { readConfig } from './config.ts';

test('the command line gives links to the server of the data folder, unless the environment says otherwise', () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'usher-address-'));
  try {
    const beside = (more: Record<string, string> = {}) => addressBeside(readConfig({ DATA_DIR, ...more }));
    expect(beside()).toBe('http://localhost:4000');
    const forget = noteAddress(readConfig({ DATA_DIR, PORT: '4321' }));
    expect(beside()).toBe('http://localhost:4321');
    expect(beside({ PORT: '4999' })).toBe('http://localhost:4999');
    expect(beside({ PUBLIC_URL: 'https://usher.acme.test/' })).toBe('https://usher.acme.test');
    forget();
    expect(beside()).toBe('http://localhost:4000');
  } finally {
    rmSync(DATA_DIR, { recursive: true });
  }
});
