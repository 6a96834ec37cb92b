-- What a run tells while it goes, who settled it, and what is told of it at a glance.

alter table sync_runs
  add column settled_by text,
  add column file_purged_at timestamptz,
  add column summary jsonb not null default '{}';
comment on column sync_runs.settled_by is 'Who discarded or cancelled it.';
comment on column sync_runs.file_purged_at is 'When the file as it came was deleted, 30 days after; the plan and the counts stay.';
comment on column sync_runs.summary is 'Counts by outcome and reason, and leavers by department, so that a run of any size opens at once.';

create table sync_progress (
  space_id uuid not null,
  run_id uuid not null,
  phase text not null default 'acquire' check (phase in ('acquire', 'read', 'match', 'plan', 'guard', 'apply', 'report')),
  rows_read integer not null default 0,
  cancelled_by text,
  updated_at timestamptz not null,
  primary key (space_id, run_id),
  foreign key (space_id, run_id) references sync_runs (space_id, id)
);
comment on table sync_progress is 'How far a run has come, written beside the one transaction that plans it, and whether somebody asked it to stop.';
select protect_table('sync_progress', 'select, insert, update');
insert into sync_progress (space_id, run_id, phase, updated_at) select space_id, id, phase, created_at from sync_runs;

alter table sync_plan drop constraint sync_plan_outcome_check;
alter table sync_plan add constraint sync_plan_outcome_check check (outcome in
  ('joiner', 'change', 'leaver', 'returner', 'link', 'removal', 'conflict', 'unchanged', 'error', 'warning'));
comment on column sync_plan.outcome is 'removal: in an undo, somebody who joined by the run and has not claimed is deleted again.';
