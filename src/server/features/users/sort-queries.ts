import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { DomainError } from '../../platform/errors/index.ts';
import type { SortKey, UserListQuery } from './schemas.ts';

type Sql = RawBuilder<unknown>;

interface Order {
  sort: UserListQuery['sort'];
  columns: Column[];
  descending: boolean;
  /** For `order by`, over `users u`. */
  by: Sql;
  /** What a cursor keeps of a row, as a list of texts; null where the first column is. */
  key: Sql;
  /** True where the first column can be null; those come last, either way. */
  nullable: boolean;
}

interface Column {
  value: Sql;
  type: 'text' | 'timestamptz' | 'int';
}

const text = (name: string): Column => ({ value: sql`u.${sql.ref(name)}`, type: 'text' });
const time = (name: string): Column => ({ value: sql`u.${sql.ref(name)}`, type: 'timestamptz' });
const byName = text('sort_name');

/** The columns before the id; each list is the beginning of an index. */
const sortColumns: Record<SortKey, Column[]> = {
  name: [byName],
  email: [text('email_key')],
  role: [text('role'), byName],
  department: [text('department'), byName],
  location: [text('location'), byName],
  status: [text('status'), byName],
  lastActivityAt: [time('last_activity_at')],
  joinedAt: [time('joined_at')],
  invitedAt: [time('invited_at')],
  waitingSince: [
    time('waiting_since'),
    // Who came by the employee data alone has no place within the call: after those who have one.
    { value: sql`coalesce(u.waiting_order, 2147483647)`, type: 'int' },
  ],
};

/** The order of the list: names, or the queue of those who wait, come before the id. */
export function orderBy(sort: UserListQuery['sort']): Order {
  const descending = sort.startsWith('-');
  const columns = sortColumns[(descending ? sort.slice(1) : sort) as SortKey];
  const way = descending ? sql`desc` : sql`asc`;
  const [first, ...others] = columns.map(({ value }) => value);
  const by = [
    sql`${first} ${way} nulls last`,
    ...[...others, sql`u.id`].map((value) => sql`${value} ${way}`),
  ];
  // Times leave as text of full precision: a Date would round and skip the rows in between.
  const key = sql`case when ${first} is not null then array[${sql.join(columns.map(({ value }) => sql`${value}::text`))}] end`;
  return { sort, columns, descending, by: sql.join(by), key, nullable: columns[0]?.type === 'timestamptz' };
}

/**
 * The rows of `users u` that a page needs. Where the first column can be null there are two ranges
 * of the index, those with a value and then those without: one condition over both would scan it.
 * `noNulls`: the filter leaves nobody without a value.
 */
export function pageOf(
  order: Order,
  { where, noNulls }: { where: RawBuilder<boolean>; noNulls: boolean },
  limit: number,
  cursor?: string,
): Sql {
  const after = cursor === undefined ? undefined : decodeCursor(order, cursor);
  if (!order.nullable || noNulls) {
    const past = after ? sql` and ${beyond(order, after)}` : sql``;
    return sql`select u.* from users u where ${where}${past} order by ${indexOrder(order)} limit ${limit}`;
  }
  const first = order.columns[0]?.value;
  const id = after?.key === null ? sql` and u.id ${pastOf(order)} ${after.id}::uuid` : sql``;
  const without = sql`
    (select u.* from users u where ${where} and ${first} is null${id}
    order by u.id ${order.descending ? sql`desc` : sql`asc`} limit ${limit})`;
  if (after?.key === null) return without;
  const past = after ? sql` and ${beyond(order, after)}` : sql``;
  return sql`
    select u.* from (
      (select u.* from users u where ${where} and ${first} is not null${past}
      order by ${indexOrder(order)} limit ${limit})
      union all ${without}
    ) u order by ${order.by} limit ${limit}`;
}

const pastOf = ({ descending }: Order): Sql => (descending ? sql`<` : sql`>`);

/** The order as the index has it, read forwards or backwards: no nulls are left where this is used. */
function indexOrder({ columns, descending }: Order): Sql {
  const way = descending ? sql`desc` : sql`asc`;
  return sql.join([...columns.map(({ value }) => value), sql`u.id`].map((value) => sql`${value} ${way}`));
}

function beyond(order: Order, { key, id }: Cursor): RawBuilder<boolean> {
  if (key?.length !== order.columns.length) throw strange();
  const past = pastOf(order);
  const own = sql.join([...order.columns.map(({ value }) => value), sql`u.id`]);
  if (!order.columns.every(({ type }, i) => shapes[type].test(key[i] ?? ''))) throw strange();
  const given = order.columns.map(({ type }, i) => sql`${key[i]}::${sql.raw(type)}`);
  const first = order.columns[0];
  // A range of the index also where a later column is an expression, which a row comparison is not.
  const range = sql`${first?.value} ${order.descending ? sql`<=` : sql`>=`} ${given[0]}`;
  return sql<boolean>`${range} and (${own}) ${past} (${sql.join([...given, sql`${id}::uuid`])})`;
}

const shapes = {
  text: /^/,
  int: /^\d{1,10}$/,
  timestamptz: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
};

interface Cursor {
  key: string[] | null;
  id: string;
}

/** Names its order: a name taken for an e-mail would go on anywhere. */
export const encodeCursor = ({ sort }: Pick<Order, 'sort'>, key: string[] | null, id: string): string =>
  Buffer.from(JSON.stringify([key, id, sort])).toString('base64url');

function decodeCursor(order: Order, cursor: string): Cursor {
  try {
    const [key, id, sort] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const list = key === null || (Array.isArray(key) && key.every((part) => typeof part === 'string'));
    if (list && z.uuid().safeParse(id).success && sort === order.sort) return { key, id: id as string };
  } catch {
    // Falls through to the refusal below.
  }
  throw strange();
}

const strange = () => new DomainError('invalid_request', 'This cursor is not one that this list gave.');
