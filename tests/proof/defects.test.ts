import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defects } from './defects.ts';

// The long run seeds them one by one; that they can still be seeded is known after each change.
test.each(defects)('$name: stands where it can be seeded', ({ edits }) => {
  for (const { file, find } of edits)
    expect(readFileSync(file, 'utf8').split(find), `${file}: ${find}`).toHaveLength(2);
});
