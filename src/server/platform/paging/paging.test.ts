import { expect, test } from 'vitest';
import { readTimeCursor, timeCursor, TimePageQuery } from './index.ts';

const id = '0a00000a-0aaa-a00a-0aaa-0a000aa00000';

test('a cursor of a list in order of time holds an instant that there is', () => {
  const cursor = timeCursor('2026-02-28T23:59:59.999Z', id);
  expect(TimePageQuery.parse({ cursor })).toEqual({ cursor, limit: 50 });
  expect(readTimeCursor(cursor)).toEqual({ at: '2026-02-28T23:59:59.999Z', id });
  for (const at of ['0000-00-00T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '2026-02-28T25:00:00.000Z']) {
    expect(TimePageQuery.safeParse({ cursor: timeCursor(at, id) }).success, at).toBe(false);
  }
});
