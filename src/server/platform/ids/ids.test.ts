import { expect, test } from 'vitest';
import { validate, version } from 'uuid';
import { newIds } from './index.ts';

test('ids of one instant are UUIDs of version 7 that rise and never repeat', () => {
  const now = new Date('2026-03-01T09:00:00.123Z');
  const ids = Array.from({ length: 50 }, () => newIds(200, now)).flat();
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const batch = newIds(5000, now);
  expect(batch.toSorted()).toEqual(batch);
  expect(parseInt(batch[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime());
});
