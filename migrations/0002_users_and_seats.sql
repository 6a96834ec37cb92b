-- The people of a space, and the arithmetic of its seats.

create table users (
  space_id uuid not null,
  id uuid not null,
  email text not null check (length(email) between 3 and 320),
  email_key text collate "C" not null,
  first_name text not null default '',
  last_name text not null default '',
  sort_name text collate "C" not null,
  employee_id text collate "C",
  role text not null default 'member' check (role in ('owner', 'admin', 'member')),
  status text not null check (status in ('invited', 'active', 'waiting', 'deactivated')),
  department text not null default '',
  location text not null default '',
  job_title text not null default '',
  manager_employee_id text,
  start_date date,
  end_date date,
  source text not null default 'manual' check (source in ('manual', 'csv', 'sftp', 'folder', 'hris', 'scim')),
  source_id uuid,
  source_last_seen_at timestamptz,
  account_id text,
  invited_at timestamptz,
  joined_at timestamptz,
  last_activity_at timestamptz,
  waiting_since timestamptz,
  waiting_order integer,
  eligible_on date,
  deactivated_at timestamptz,
  deactivated_by text,
  deactivated_reason text,
  kept_out_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (space_id, id),
  check ((status = 'waiting') = (waiting_since is not null)),
  check ((status = 'deactivated') = (deactivated_at is not null)),
  check (status <> 'active' or joined_at is not null),
  check (status <> 'invited' or joined_at is null),
  check (role <> 'owner' or status in ('invited', 'active'))
);
comment on column users.email_key is 'Case-folded e-mail: one person is one User of the space.';
comment on column users.sort_name is 'Case-folded display name without accents, or the e-mail where there is none.';
comment on column users.joined_at is 'First sign-in through the invitation (the claim); null until then. Kept through deactivation.';
comment on column users.source is 'Where the record comes from; all but manual are managed Users.';
comment on column users.waiting_order is 'Order within one call or sync: start date, then employee id, then as given.';
comment on column users.eligible_on is 'First day, in the space''s zone, on which a Waiting User may take a seat.';
comment on column users.deactivated_by is 'Who: a person''s name, or the source''s; the audit log has the actor.';
comment on column users.kept_out_by is 'The Admin who deactivated a managed User by hand: the feed does not bring them back.';
create unique index users_by_email on users (space_id, email_key);
create unique index users_by_employee_id on users (space_id, employee_id) where employee_id is not null;
create unique index users_one_owner on users (space_id) where role = 'owner';
create index users_by_name on users (space_id, sort_name, id);
create index users_by_status on users (space_id, status, sort_name, id);
create index users_by_last_activity on users (space_id, last_activity_at, id);
create index users_by_invited on users (space_id, invited_at, id);
create index users_by_joined on users (space_id, joined_at, id);
create index users_by_department on users (space_id, department, sort_name, id);
create index users_waiting on users (space_id, waiting_since, waiting_order, id) where status = 'waiting';
create index users_admins on users (space_id, role) where role <> 'member';
create index users_by_source on users (space_id, source_id, id) where source_id is not null;
select protect_table('users', 'select, insert, update, delete');

create table user_words (
  space_id uuid not null,
  word text collate "C" not null,
  user_id uuid not null,
  primary key (space_id, word, user_id),
  foreign key (space_id, user_id) references users (space_id, id) on delete cascade
);
comment on table user_words is 'Beginnings that a search may match: case-folded words of name, e-mail and employee id.';
create index user_words_of_user on user_words (space_id, user_id);
select protect_table('user_words', 'select, insert, delete');

create table seat_pools (
  space_id uuid primary key,
  total integer not null,
  taken integer not null,
  invited integer not null,
  active integer not null,
  waiting integer not null check (waiting >= 0),
  deactivated integer not null check (deactivated >= 0),
  ledger_number bigint not null,
  updated_at timestamptz not null,
  constraint seat_pools_never_oversold check (taken between 0 and total),
  constraint seat_pools_taken_is_held check (taken = invited + active and invited >= 0 and active >= 0)
);
comment on table seat_pools is 'One row a space. Locked before any User''s row; moved by features/seats alone, with its ledger row.';
select protect_table('seat_pools', 'select, insert, update');

create table seat_ledger (
  space_id uuid not null,
  number bigint not null,
  at timestamptz not null,
  movement text not null check (movement in ('grant', 'reduce', 'take', 'release', 'claim', 'status')),
  reason text not null,
  actor_kind text not null,
  actor_id text,
  order_id uuid,
  total_delta integer not null,
  invited_delta integer not null,
  active_delta integer not null,
  waiting_delta integer not null,
  deactivated_delta integer not null,
  total integer not null,
  taken integer not null,
  invited integer not null,
  active integer not null,
  waiting integer not null,
  deactivated integer not null,
  primary key (space_id, number),
  check (taken between 0 and total),
  check (taken = invited + active)
);
create index seat_ledger_by_time on seat_ledger (space_id, at);
comment on table seat_ledger is 'Append-only: every movement of the pool with the balance after. The application may insert and read.';
select protect_table('seat_ledger', 'select, insert');
