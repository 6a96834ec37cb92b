-- Orders of seats and the invoices they make. Money: integers of the currency's minor unit.

create table billing_settings (
  space_id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  price_per_seat bigint not null check (price_per_seat >= 0),
  billing_period text not null check (billing_period in ('month', 'year')),
  anchor_date date not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  tax_rate_bp integer not null default 0 check (tax_rate_bp between 0 and 10000),
  tax_name text not null default 'VAT',
  billing_email text,
  seller jsonb not null default '{}',
  buyer jsonb not null default '{}',
  stop_orders_when_overdue boolean not null default false,
  planned_reduction integer not null default 0 check (planned_reduction >= 0),
  next_invoice_number integer not null default 1,
  updated_at timestamptz not null,
  check (period_end > period_start)
);
comment on column billing_settings.price_per_seat is 'Minor units a seat and period; changed by the operator alone.';
comment on column billing_settings.anchor_date is 'Periods run from this day, in the space''s zone.';
comment on column billing_settings.period_end is 'The first instant of the next period; the renewal moves it on.';
comment on column billing_settings.tax_rate_bp is 'Hundredths of a per cent: 2000 is 20 %.';
comment on column billing_settings.next_invoice_number is 'Counted up within the order''s transaction, so that the series has no gap.';
select protect_table('billing_settings', 'select, insert, update');

create table seat_orders (
  space_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('initial', 'added', 'renewal')),
  seats integer not null check (seats >= 0),
  total_before integer not null check (total_before >= 0),
  total_after integer not null check (total_after >= 0),
  available_after integer not null check (available_after >= 0),
  went_to_waiting integer not null default 0 check (went_to_waiting >= 0),
  currency text not null,
  unit_price bigint not null,
  billing_period text not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  share_seconds bigint not null,
  period_seconds bigint not null check (period_seconds > 0),
  net bigint not null,
  tax bigint not null,
  gross bigint not null,
  tax_rate_bp integer not null,
  tax_name text not null,
  purchase_order text,
  quote_id uuid,
  mailed_users uuid[] not null default '{}',
  ordered_by_kind text not null,
  ordered_by uuid,
  created_at timestamptz not null,
  primary key (space_id, id),
  check (gross = net + tax),
  check (share_seconds between 0 and period_seconds),
  check (kind <> 'added' or seats between 10 and 1000),
  check (kind = 'renewal' or total_after = total_before + seats)
);
comment on column seat_orders.went_to_waiting is 'Seats that went at once to people who waited.';
comment on column seat_orders.quote_id is 'The price that was shown and taken up; a quote makes one order, however often it is sent.';
comment on column seat_orders.mailed_users is 'The Active Admins who were told.';
create unique index seat_orders_once_a_quote on seat_orders (space_id, quote_id) where quote_id is not null;
create unique index seat_orders_one_renewal on seat_orders (space_id, period_start) where kind = 'renewal';
create index seat_orders_by_time on seat_orders (space_id, created_at desc, id desc);
select protect_table('seat_orders', 'select, insert');

create table invoices (
  space_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  number integer not null check (number >= 1),
  label text not null,
  issued_on date not null,
  due_on date not null,
  currency text not null,
  net bigint not null,
  tax bigint not null,
  gross bigint not null,
  document jsonb not null,
  pdf bytea,
  paid_at timestamptz,
  paid_by text,
  created_at timestamptz not null,
  primary key (space_id, id),
  foreign key (space_id, order_id) references seat_orders (space_id, id),
  check (gross = net + tax)
);
create unique index invoices_gapless on invoices (space_id, number);
create unique index invoices_one_an_order on invoices (space_id, order_id);
create index invoices_unpaid on invoices (space_id, due_on) where paid_at is null;
comment on column invoices.document is 'Seller, buyer, lines and dates as issued; the PDF is made from it and nothing else.';
comment on column invoices.pdf is 'As issued: written once by a job, and never again.';
select protect_table('invoices', 'select, insert, update');
