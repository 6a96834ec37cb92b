import { expect } from 'vitest';
import type { TestSpace } from './test-app.ts';

/** A list of the space, read one at a time from the first page to the last. */
export async function everyPage(space: TestSpace, path: string): Promise<{ id: string }[]> {
  const items: { id: string }[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await space.api('GET', `${path}?limit=1${after}`);
    expect(status).toBe(200);
    items.push(...(body.items as { id: string }[]));
    expect(body.items.length).toBeLessThanOrEqual(1);
    expect(items.length).toBeLessThan(100);
    cursor = body.nextCursor as string | null;
  }
  return items;
}
