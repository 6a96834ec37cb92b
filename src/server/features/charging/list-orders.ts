import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { pageById, type Listed, type PageQuery } from '../../platform/paging/index.ts';
import { shareAnswer } from './quote-rules.ts';
import { orderedBy } from './order-queries.ts';
import type { Order, OrderAnswer } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

interface Row extends Omit<Order, 'share' | 'createdAt' | 'period' | 'invoice'> {
  shareSeconds: number;
  periodSeconds: number;
  periodStart: Date;
  periodEnd: Date;
  createdAt: Date;
  invoiceId: string;
  invoiceNumber: string;
  availableAfter: number;
  mailed: OrderAnswer['mailed'];
}

const read = (spaceId: string, where: RawBuilder<unknown>) => sql<Row>`
  select o.id, o.kind, o.seats, o.total_before as "totalBefore", o.total_after as "totalAfter",
    o.available_after as "availableAfter", o.went_to_waiting as "wentToWaiting", o.currency,
    o.unit_price as "unitPrice", o.billing_period as "billingPeriod",
    o.period_start as "periodStart", o.period_end as "periodEnd",
    o.share_seconds as "shareSeconds", o.period_seconds as "periodSeconds",
    o.net, o.tax, o.gross as total, o.tax_rate_bp as "taxRateBp", o.tax_name as "taxName",
    o.purchase_order as "purchaseOrder", ${orderedBy} as "orderedBy", o.created_at as "createdAt",
    v.id as "invoiceId", v.label as "invoiceNumber",
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'name', coalesce(nullif(trim(m.first_name || ' ' || m.last_name), ''), m.email), 'email', m.email) order by m.email)
      from users m where m.space_id = ${spaceId} and m.id = any(o.mailed_users)), '[]') as mailed
  from seat_orders o
  join invoices v on v.space_id = ${spaceId} and v.order_id = o.id
  left join users u on u.space_id = ${spaceId} and u.id = o.ordered_by
  left join api_keys k on k.space_id = ${spaceId} and k.id = o.ordered_by
  where o.space_id = ${spaceId} and ${where}`;

const answerOf = (row: Row): Order => {
  const { shareSeconds, periodSeconds, periodStart, periodEnd, createdAt, invoiceId, invoiceNumber } = row;
  const { availableAfter: _, mailed: __, ...rest } = row;
  const {
    shareSeconds: _s,
    periodSeconds: _p,
    periodStart: _f,
    periodEnd: _t,
    invoiceId: _i,
    invoiceNumber: _n,
    ...order
  } = rest;
  return {
    ...order,
    period: { from: periodStart.toISOString(), to: periodEnd.toISOString() },
    share: shareAnswer({ numerator: shareSeconds, denominator: periodSeconds }),
    createdAt: createdAt.toISOString(),
    invoice: { id: invoiceId, number: invoiceNumber },
  };
};

/** What an order came to: the answer given when it was made, and given again when it is asked for again. */
export async function readOrderAnswer(ctx: Reading, id: string): Promise<OrderAnswer> {
  const { rows } = await read(ctx.spaceId, sql`o.id = ${id}`).execute(ctx.tx);
  const row = rows[0];
  if (!row) throw notFound();
  return {
    seats: row.seats,
    total: row.totalAfter,
    available: row.availableAfter,
    wentToWaiting: row.wentToWaiting,
    mailed: row.mailed,
    order: answerOf(row),
  };
}

/** Orders, the latest first. */
export async function listOrders(ctx: Reading, page: PageQuery): Promise<Listed<Order>> {
  // By their invoices' numbers: several orders of one renewal share an instant.
  const after =
    page.cursor === undefined
      ? sql`true`
      : sql`v.number < (select number from invoices where space_id = ${ctx.spaceId} and order_id = ${page.cursor})`;
  const { rows } = await sql<Row>`
    ${read(ctx.spaceId, after)} order by v.number desc limit ${page.limit + 1}`.execute(ctx.tx);
  return pageById(rows.map(answerOf), page.limit);
}
