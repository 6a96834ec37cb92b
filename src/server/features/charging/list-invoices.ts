import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { pageById, type Listed, type PageQuery } from '../../platform/paging/index.ts';
import type { Invoice } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;
type Row = Omit<Invoice, 'paidAt'> & { paidAt: Date | null };

const read = (ctx: Reading, where: RawBuilder<unknown>) => sql<Row>`
  select v.id, v.order_id as "orderId", v.label as number, v.issued_on as "issuedOn", v.due_on as "dueOn",
    v.currency, v.net, v.tax, v.gross as total, v.paid_at as "paidAt",
    case when v.paid_at is not null then 'paid'
      when v.due_on < (${ctx.now}::timestamptz at time zone t.time_zone)::date then 'overdue' else 'due' end as status
  from invoices v
  join space_settings t on t.space_id = ${ctx.spaceId}
  where v.space_id = ${ctx.spaceId} and ${where}`;

const answerOf = (row: Row): Invoice => ({ ...row, paidAt: row.paidAt?.toISOString() ?? null });

/** Invoices, the latest first, with how each stands today. */
export async function listInvoices(ctx: Reading, page: PageQuery): Promise<Listed<Invoice>> {
  const after =
    page.cursor === undefined
      ? sql`true`
      : sql`v.number < (select number from invoices where space_id = ${ctx.spaceId} and id = ${page.cursor})`;
  const { rows } = await sql<Row>`${read(ctx, after)} order by v.number desc limit ${page.limit + 1}`.execute(
    ctx.tx,
  );
  return pageById(rows.map(answerOf), page.limit);
}

/** @throws DomainError `not_found` */
export async function readInvoice(ctx: Reading, id: string): Promise<Invoice> {
  const { rows } = await read(ctx, sql`v.id = ${id}`).execute(ctx.tx);
  if (!rows[0]) throw notFound();
  return answerOf(rows[0]);
}
