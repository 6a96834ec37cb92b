-- Spaces are tenants. Only this table and the directory of accounts are read without a space.

create function current_space_id() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.space_id', true), '')::uuid $$;
comment on function current_space_id is 'The space of this transaction; null when none is set, so that every policy then matches nothing.';

create function protect_table(name regclass, privileges text) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy space_isolation on %s to usher_app using (space_id = current_space_id()) with check (space_id = current_space_id())', name);
  -- The operator's tools (verify, backup) read every space, and only read.
  execute format('create policy operator_reads on %s for select to usher_operator using (true)', name);
  execute format('grant %s on %s to usher_app', privileges, name);
  execute format('grant select on %s to usher_operator', name);
end $$;
comment on function protect_table is 'Forces row-level security on a table of a space and grants the application what it may do there.';
revoke execute on function protect_table from public;

grant usage on schema public to usher_app, usher_operator;

create table spaces (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  created_at timestamptz not null
);
comment on table spaces is 'Reference table: which spaces there are. Everything private about one is in space_settings.';
grant select, insert on spaces to usher_app;
grant select on spaces to usher_operator;

create table space_settings (
  space_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null,
  low_seats_threshold integer not null default 5 check (low_seats_threshold >= 0),
  low_seats_mailed boolean not null default false,
  invitation_days integer not null default 7 check (invitation_days between 1 and 365),
  reminder_days integer check (reminder_days between 1 and 90),
  platform_url text check (platform_url ~ '^https?://'),
  updated_at timestamptz not null
);
comment on column space_settings.invitation_days is 'Days an invitation''s link works.';
comment on column space_settings.reminder_days is 'Days after which an unclaimed invitation is sent again by itself; null: never.';
comment on column space_settings.low_seats_mailed is 'True once Admins were told that few seats are left, until there are enough again.';
select protect_table('space_settings', 'select, insert, update');

create table account_spaces (
  account_id text not null,
  space_id uuid not null,
  user_id uuid not null,
  primary key (account_id, space_id)
);
create unique index account_spaces_by_user on account_spaces (space_id, user_id);
comment on table account_spaces is 'Directory: which account is which User of which space. Global, read at sign-in to list an account''s spaces.';
grant select, insert, update, delete on account_spaces to usher_app;
grant select on account_spaces to usher_operator;

create table api_keys (
  space_id uuid not null,
  id uuid not null,
  role text not null check (role in ('admin', 'scim', 'operator')),
  name text not null,
  secret_hash bytea not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (space_id, id)
);
create unique index api_keys_by_secret on api_keys (space_id, secret_hash);
comment on column api_keys.secret_hash is 'SHA-256 of the key''s 256-bit secret; the key itself is shown once and kept nowhere.';
select protect_table('api_keys', 'select, insert, update');

create table idempotency_keys (
  space_id uuid not null,
  caller text not null,
  operation text not null,
  key text not null check (length(key) <= 255),
  body_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamptz not null,
  primary key (space_id, caller, operation, key)
);
create index idempotency_keys_by_age on idempotency_keys (space_id, created_at);
comment on table idempotency_keys is 'The answer once given to a key, written in the command''s own transaction and kept 48 hours.';
select protect_table('idempotency_keys', 'select, insert, update, delete');
