-- An alert needs to know which source has gone too long without a good run: a row for each source instead of a sum.

drop function sync_figures();

create function sync_source_figures()
  returns table (id uuid, kind text, paused boolean, held integer, good_at timestamptz)
  language sql stable security definer set search_path = public
  as $$
    select s.id, s.kind, s.state = 'paused', coalesce(h.runs, 0)::integer, coalesce(s.last_good_at, s.created_at)
    from sync_sources s
    left join (select r.space_id, r.source_id, count(*) as runs from sync_runs r
      where r.state = 'held'
      group by r.space_id, r.source_id) h on h.space_id = s.space_id and h.source_id = s.id
    where s.deleted_at is null
  $$;
comment on function sync_source_figures is 'Every source of every space by its id: it runs as the operator''s role, which reads every space, and names none.';
grant create on schema public to usher_operator;
alter function sync_source_figures() owner to usher_operator;
revoke create on schema public from usher_operator;
revoke execute on function sync_source_figures() from public;
grant execute on function sync_source_figures() to usher_app;
