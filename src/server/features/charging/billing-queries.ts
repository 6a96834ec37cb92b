import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { PriceList } from './quote-rules.ts';
import type { Buyer, Seller } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

/** What a space pays, for whom, and where its bills go. */
export interface Billing extends PriceList {
  periodStart: Date;
  periodEnd: Date;
  billingEmail: string | null;
  seller: Seller;
  buyer: Buyer;
  stopOrdersWhenOverdue: boolean;
  plannedReduction: number;
  nextInvoiceNumber: number;
  slug: string;
  spaceName: string;
}

const select = (spaceId: string) => sql`
  select b.currency, b.price_per_seat as "pricePerSeat", b.billing_period as "billingPeriod",
    b.anchor_date as "anchorDate", b.period_start as "periodStart", b.period_end as "periodEnd",
    b.tax_rate_bp as "taxRateBp", b.reverse_charge as "reverseCharge", b.tax_name as "taxName", b.billing_email as "billingEmail",
    b.seller, b.buyer, b.stop_orders_when_overdue as "stopOrdersWhenOverdue",
    b.planned_reduction as "plannedReduction", b.next_invoice_number as "nextInvoiceNumber",
    t.time_zone as "timeZone", t.name as "spaceName", s.slug
  from billing_settings b
  join space_settings t on t.space_id = ${spaceId}
  join spaces s on s.id = ${spaceId}
  where b.space_id = ${spaceId}`;

export async function readBilling(ctx: Reading): Promise<Billing> {
  const { rows } = await sql<Billing>`${select(ctx.spaceId)}`.execute(ctx.tx);
  return present(rows[0]);
}

/** Locks what the space pays until the transaction ends. The pool is locked before it, always. */
export async function lockBilling(ctx: Reading): Promise<Billing> {
  const { rows } = await sql<Billing>`${select(ctx.spaceId)} for update of b`.execute(ctx.tx);
  return present(rows[0]);
}

function present(billing: Billing | undefined): Billing {
  if (!billing) throw new Error('a space without billing settings');
  return billing;
}

export async function insertBilling(
  ctx: Context,
  list: PriceList & { periodStart: Date; periodEnd: Date },
  details: { billingEmail: string | null; seller: Seller; buyer: Buyer },
): Promise<void> {
  await sql`
    insert into billing_settings (
      space_id, currency, price_per_seat, billing_period, anchor_date, period_start, period_end,
      tax_rate_bp, tax_name, billing_email, seller, buyer, updated_at)
    values (${ctx.spaceId}, ${list.currency}, ${list.pricePerSeat}, ${list.billingPeriod}, ${list.anchorDate},
      ${list.periodStart}, ${list.periodEnd}, ${list.taxRateBp}, ${list.taxName}, ${details.billingEmail},
      ${JSON.stringify(details.seller)}::jsonb, ${JSON.stringify(details.buyer)}::jsonb, ${ctx.now})`.execute(
    ctx.tx,
  );
}

/** The space's time zone, before it has billing settings. */
export async function readTimeZoneOfSpace(ctx: Reading): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from space_settings where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  return rows[0]?.time_zone ?? 'UTC';
}

/** The next number of the space's series; a transaction that fails gives it back. */
export async function takeInvoiceNumber(ctx: Reading): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update billing_settings set next_invoice_number = next_invoice_number + 1
    where space_id = ${ctx.spaceId}
    returning next_invoice_number - 1 as number`.execute(ctx.tx);
  return rows[0]?.number ?? 1;
}

/** Moves the period on after a renewal, and forgets the plan that was for it. */
export async function movePeriod(ctx: Context, period: { start: Date; end: Date }): Promise<void> {
  await sql`
    update billing_settings
    set period_start = ${period.start}, period_end = ${period.end}, planned_reduction = 0, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId}`.execute(ctx.tx);
}

export async function setPlannedReduction(ctx: Context, seats: number): Promise<void> {
  await sql`
    update billing_settings set planned_reduction = ${seats}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId}`.execute(ctx.tx);
}

export async function updateBilling(ctx: Context, billing: Billing): Promise<void> {
  await sql`
    update billing_settings
    set currency = ${billing.currency}, price_per_seat = ${billing.pricePerSeat},
        tax_rate_bp = ${billing.taxRateBp}, reverse_charge = ${billing.reverseCharge}, tax_name = ${billing.taxName},
        stop_orders_when_overdue = ${billing.stopOrdersWhenOverdue}, billing_email = ${billing.billingEmail},
        seller = ${JSON.stringify(billing.seller)}::jsonb, buyer = ${JSON.stringify(billing.buyer)}::jsonb,
        updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId}`.execute(ctx.tx);
}

/** Ids of spaces are global; when each one's period ends is its own. */
export async function isRenewalDue(ctx: Reading & Pick<Context, 'now'>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from billing_settings where space_id = ${ctx.spaceId} and period_end <= ${ctx.now}`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}
