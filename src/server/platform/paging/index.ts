import { z } from 'zod';

const limit = z.coerce.number().int().min(1).max(200).default(50);

/** What every list is asked with: how many, and after which; the cursor is the id of the last seen. */
export const PageQuery = z.object({ cursor: z.uuid().optional(), limit });
export type PageQuery = z.output<typeof PageQuery>;

/** The same of a list in order of time, where several things share an instant. */
export const TimePageQuery = z.object({
  cursor: z
    .string()
    .regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .refine((cursor) => isInstant(readTimeCursor(cursor).at), 'is no instant')
    .optional(),
  limit,
});
export type TimePageQuery = z.output<typeof TimePageQuery>;

/** What every list answers with. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Listed<Item> {
  items: Item[];
  /** null: there is nothing more. */
  nextCursor: string | null;
}

/** Makes a page of rows of which one more than `limit` was asked for. */
export function pageOf<Item>(rows: Item[], size: number, cursorOf: (last: Item) => string): Listed<Item> {
  const items = rows.slice(0, size);
  const last = rows.length > size ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : cursorOf(last) };
}

/** A page of rows in the order of their ids. */
export const pageById = <Item extends { id: string }>(rows: Item[], size: number): Listed<Item> =>
  pageOf(rows, size, ({ id }) => id);

/** The cursor of a list in order of time, as `TimePageQuery` takes it, and its two parts. */
export const timeCursor = (at: string, id: string): string => `${at}_${id}`;
export function readTimeCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = cursor.split('_');
  return { at, id };
}

/** Whether there is such a day and time of day. */
function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
