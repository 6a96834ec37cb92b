-- Whom a file lists and who stays out counts as neither unchanged nor changed.
alter table sync_plan drop constraint sync_plan_outcome_check;
alter table sync_plan add constraint sync_plan_outcome_check check (outcome in
  ('joiner', 'change', 'leaver', 'returner', 'link', 'removal', 'conflict', 'kept_out', 'unchanged', 'error', 'warning'));
comment on column sync_plan.outcome is 'removal: in an undo, somebody who joined by the run and has not claimed is deleted again; kept_out: listed, and not brought back.';
