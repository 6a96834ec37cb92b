import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Price } from './quote-rules.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;

export interface NewOrder {
  id: string;
  kind: 'initial' | 'added' | 'renewal';
  price: Price;
  totalBefore: number;
  totalAfter: number;
  availableAfter: number;
  wentToWaiting: number;
  purchaseOrder: string | null;
  quoteId: string | null;
  mailedUsers: string[];
}

export async function insertOrder(ctx: Context, order: NewOrder): Promise<void> {
  const { price } = order;
  await sql`
    insert into seat_orders (
      space_id, id, kind, seats, total_before, total_after, available_after, went_to_waiting,
      currency, unit_price, billing_period, period_start, period_end, share_seconds, period_seconds,
      net, tax, gross, tax_rate_bp, tax_name, purchase_order, quote_id, mailed_users,
      ordered_by_kind, ordered_by, created_at)
    values (${ctx.spaceId}, ${order.id}, ${order.kind}, ${price.seats}, ${order.totalBefore}, ${order.totalAfter},
      ${order.availableAfter}, ${order.wentToWaiting}, ${price.currency}, ${price.unitPrice}, ${price.billingPeriod},
      ${price.period.start}, ${price.period.end}, ${price.share.numerator}, ${price.share.denominator},
      ${price.net}, ${price.tax}, ${price.total}, ${price.taxRateBp}, ${price.taxName}, ${order.purchaseOrder},
      ${order.quoteId}, ${order.mailedUsers}::uuid[], ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.now})`.execute(
    ctx.tx,
  );
}

/** The order that a quote was taken up by. */
export async function findOrderOfQuote(ctx: Reading, quoteId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from seat_orders where space_id = ${ctx.spaceId} and quote_id = ${quoteId}`.execute(ctx.tx);
  return rows[0]?.id;
}

/** Where bills go when no billing contact is set: the Owner. */
export async function findOwnerEmail(ctx: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ email: string }>`
    select email from users where space_id = ${ctx.spaceId} and role = 'owner'`.execute(ctx.tx);
  return rows[0]?.email;
}

/** Whether an invoice's day has passed without its being paid. */
export async function hasOverdueInvoice(ctx: Reading, today: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invoices
    where space_id = ${ctx.spaceId} and paid_at is null and due_on < ${today}::date limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

/** The latest lot that somebody else added since an instant. */
export async function findRecentOrder(
  ctx: Context,
  since: Date,
): Promise<{ by: string; seats: number; at: string } | null> {
  const { rows } = await sql<{ by: string; seats: number; at: Date }>`
    select ${orderedBy} as by, o.seats, o.created_at as at
    from seat_orders o
    left join users u on u.space_id = ${ctx.spaceId} and u.id = o.ordered_by
    left join api_keys k on k.space_id = ${ctx.spaceId} and k.id = o.ordered_by
    where o.space_id = ${ctx.spaceId} and o.kind = 'added' and o.created_at > ${since}
      and (o.ordered_by_kind, o.ordered_by) is distinct from (${ctx.actor.kind}::text, ${ctx.actor.id}::uuid)
    order by o.created_at desc, o.id desc limit 1`.execute(ctx.tx);
  const [recent] = rows;
  return recent ? { ...recent, at: recent.at.toISOString() } : null;
}

/** The name of who ordered, over `seat_orders o left join users u left join api_keys k`. */
export const orderedBy = sql`case o.ordered_by_kind
  when 'user' then coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email, 'A former Admin')
  when 'apiKey' then 'API key ' || coalesce(k.name, '')
  when 'operator' then 'The operator'
  else 'Usher' end`;

/** People who wait and may take a seat today: they come before anything is free. */
export async function countEligible(ctx: Reading, today: string, upTo: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from users
      where space_id = ${ctx.spaceId} and status = 'waiting' and (eligible_on is null or eligible_on <= ${today}::date)
      limit ${upTo}) eligible`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}
