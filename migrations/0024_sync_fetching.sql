-- Fetching: a run exists from the moment its source is asked, and keeps count of the tries.

alter table sync_runs add column attempts integer not null default 0 check (attempts >= 0);
alter table sync_runs add column try_again_at timestamptz;
alter table sync_runs add column incomplete_reason text;
comment on column sync_runs.attempts is 'How often the source was asked for the file of this run.';
comment on column sync_runs.try_again_at is 'When a source that could not be reached is asked again.';
comment on column sync_runs.incomplete_reason is 'Why not everyone could be seen, in a sentence; set with complete = false.';
