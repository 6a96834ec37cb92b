-- Looking at a source before it is saved or run: what is there, and how it would be read.

create table sync_checks (
  space_id uuid not null,
  id uuid not null,
  source_id uuid,
  sealed_input text,
  state text not null default 'queued' check (state in ('queued', 'done', 'failed')),
  result jsonb,
  code text,
  problem text,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (space_id, id),
  check ((state = 'queued') = (finished_at is null))
);
comment on table sync_checks is 'One look at a source, done by a job; its rows of people go after a day.';
comment on column sync_checks.sealed_input is 'The source as it was given, secrets included, encrypted under SECRET_KEY; emptied when the job is done.';
comment on column sync_checks.result is 'Host key, files and first rows as they were seen.';
create index sync_checks_by_age on sync_checks (space_id, created_at);
select protect_table('sync_checks', 'select, insert, update, delete');
