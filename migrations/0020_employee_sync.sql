-- The employee data sync: where people come from, each run with its plan, and the files as they came.

create table sync_sources (
  space_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('csv', 'sftp', 'folder', 'hris')),
  name text not null check (length(name) between 1 and 100),
  mode text not null default 'full' check (mode in ('full', 'changes')),
  delimiter text not null default ',' check (length(delimiter) = 1),
  encoding text not null default 'utf-8',
  mapping jsonb not null default '{}',
  limits jsonb not null default '{}',
  schedule jsonb,
  settings jsonb not null default '{}',
  sealed_secrets text,
  host_key text,
  state text not null default 'active' check (state in ('active', 'paused')),
  paused_at timestamptz,
  paused_by text,
  paused_reason text,
  failures integer not null default 0 check (failures >= 0),
  next_run_at timestamptz,
  last_good_run_id uuid,
  last_good_at timestamptz,
  last_good_rows integer,
  last_good_blanks jsonb not null default '{}',
  last_applied_run_id uuid,
  last_file_time timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (space_id, id),
  check ((state = 'paused') = (paused_at is not null))
);
comment on table sync_sources is 'Where employee data comes from. A deleted one stays for its runs'' sake; its Users are by hand from then on.';
comment on column sync_sources.mode is 'full: who is absent has left; changes: absence means nothing.';
comment on column sync_sources.mapping is 'Column of ours to header of theirs, where they differ.';
comment on column sync_sources.limits is 'Guards'' limits that differ from the ordinary ones.';
comment on column sync_sources.sealed_secrets is 'Encrypted under SECRET_KEY, bound to space and source; never shown again.';
comment on column sync_sources.host_key is 'Fingerprint a person confirmed; another one stops the run.';
comment on column sync_sources.failures is 'Failed runs in a row; five pause the source.';
comment on column sync_sources.last_good_rows is 'Rows of the last good full file: what a shrunken one is measured against.';
create unique index sync_sources_by_name on sync_sources (space_id, name) where deleted_at is null;
create index sync_sources_due on sync_sources (space_id, next_run_at) where next_run_at is not null;
select protect_table('sync_sources', 'select, insert, update');

create table sync_runs (
  space_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  kind text not null default 'sync' check (kind in ('sync', 'undo')),
  undoes_run_id uuid,
  mode text not null check (mode in ('full', 'changes')),
  intent text not null check (intent in ('rehearse', 'apply')),
  state text not null check (state in ('receiving', 'queued', 'running', 'rehearsed', 'held', 'applying', 'applied',
    'refused', 'failed', 'discarded', 'superseded', 'cancelled')),
  phase text not null default 'acquire' check (phase in ('acquire', 'read', 'match', 'plan', 'guard', 'apply', 'report')),
  reason text,
  problem text,
  file_name text,
  file_hash text,
  file_bytes bigint not null default 0,
  file_time timestamptz,
  complete boolean not null default true,
  mapping jsonb not null default '{}',
  limits jsonb not null default '{}',
  rows integer not null default 0,
  counts jsonb not null default '{}',
  guards jsonb not null default '[]',
  warnings jsonb not null default '[]',
  seats jsonb,
  blanks jsonb not null default '{}',
  binding text,
  approved_binding text,
  approved_by text,
  approved_at timestamptz,
  first_run boolean not null default false,
  steps_total integer not null default 0,
  steps_done integer not null default 0,
  started_by text not null,
  created_at timestamptz not null,
  planned_at timestamptz,
  apply_started_at timestamptz,
  finished_at timestamptz,
  undone_by_run_id uuid,
  timings jsonb not null default '{}',
  primary key (space_id, id),
  foreign key (space_id, source_id) references sync_sources (space_id, id),
  check ((kind = 'undo') = (undoes_run_id is not null))
);
comment on table sync_runs is 'One run of a source, phase by phase. Its row is locked by whoever works on it, so that two never do.';
comment on column sync_runs.binding is 'Hash of file, mapping, limits, matches and leavers: what an approval is bound to.';
comment on column sync_runs.complete is 'False where a connector could not see everyone.';
create index sync_runs_by_time on sync_runs (space_id, id desc);
create index sync_runs_of_source on sync_runs (space_id, source_id, id desc);
create unique index sync_runs_one_applying on sync_runs (space_id, source_id) where state = 'applying';
create index sync_runs_open on sync_runs (space_id, source_id) where state in ('receiving', 'queued', 'running', 'rehearsed', 'held', 'applying');
select protect_table('sync_runs', 'select, insert, update');

create table sync_files (
  space_id uuid not null,
  run_id uuid not null,
  part integer not null,
  bytes bytea not null,
  primary key (space_id, run_id, part),
  foreign key (space_id, run_id) references sync_runs (space_id, id)
);
alter table sync_files alter column bytes set storage external;
comment on table sync_files is 'A run''s file as it came, in parts, each compressed by itself (Zstandard); purged after 30 days.';
select protect_table('sync_files', 'select, insert, delete');

create table sync_plan (
  space_id uuid not null,
  run_id uuid not null,
  number integer not null,
  outcome text not null check (outcome in ('joiner', 'change', 'leaver', 'returner', 'link', 'conflict', 'unchanged', 'error', 'warning')),
  reason text not null,
  line integer,
  user_id uuid,
  employee_id text,
  email text,
  first_name text,
  last_name text,
  step smallint,
  data jsonb not null default '{}',
  before jsonb,
  result text,
  applied_at timestamptz,
  primary key (space_id, run_id, number)
);
comment on table sync_plan is 'Every person a run tells something about; who is unchanged is packed in sync_unchanged.';
comment on column sync_plan.step is 'Order of applying: 1 who leaves, 2 who changes, 3 who comes; null: nothing to do.';
comment on column sync_plan.before is 'What was there when it was applied, so that it can be taken back.';
create index sync_plan_by_outcome on sync_plan (space_id, run_id, outcome, number);
create index sync_plan_pending on sync_plan (space_id, run_id, step, number) where step is not null and applied_at is null;
create index sync_plan_of_user on sync_plan (space_id, user_id, run_id) where user_id is not null;
create index sync_plan_of_employee on sync_plan (space_id, employee_id, run_id) where employee_id is not null;
select protect_table('sync_plan', 'select, insert, update, delete');

create table sync_unchanged (
  space_id uuid not null,
  run_id uuid not null,
  part integer not null,
  user_ids uuid[] not null,
  lines integer[] not null,
  primary key (space_id, run_id, part)
);
comment on table sync_unchanged is 'Who a run left as they were, a thousand to a row: most of every file, and nothing to say of them.';
select protect_table('sync_unchanged', 'select, insert, delete');

create table sync_absent_admins (
  space_id uuid not null,
  user_id uuid not null,
  source_id uuid not null,
  run_id uuid not null,
  since timestamptz not null,
  kept_by text,
  kept_at timestamptz,
  primary key (space_id, user_id),
  foreign key (space_id, user_id) references users (space_id, id) on delete cascade
);
comment on table sync_absent_admins is 'Admins whom the employee data no longer lists: never switched off by it, shown until a person settles it.';
select protect_table('sync_absent_admins', 'select, insert, update, delete');
