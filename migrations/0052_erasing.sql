-- Erasing a person reaches whatever else names them.

alter table sync_runs add column file_erased boolean not null default false;
comment on column sync_runs.file_erased is 'The file as it came went before its time, because somebody in it was erased; its hash stays.';

-- Who excluded somebody may be the person erased.
grant update on excluded_people to usher_app;
