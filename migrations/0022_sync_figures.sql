-- What an operator's metrics tell of every space's sources together, and of none by name.

create function sync_figures() returns table (kind text, sources integer, paused integer, held integer, oldest_good timestamptz)
  language sql stable security definer set search_path = public
  as $$
    select s.kind, count(*)::integer, count(*) filter (where s.state = 'paused')::integer,
      coalesce(sum((select count(*) from sync_runs r
        where r.space_id = s.space_id and r.source_id = s.id and r.state = 'held')), 0)::integer,
      min(coalesce(s.last_good_at, s.created_at)) filter (where s.state = 'active')
    from sync_sources s where s.deleted_at is null group by s.kind
  $$;
comment on function sync_figures is 'Sums over all spaces by kind of source: it runs as the operator''s role, which reads every space, and tells of none.';
grant create on schema public to usher_operator;
alter function sync_figures() owner to usher_operator;
revoke create on schema public from usher_operator;
revoke execute on function sync_figures() from public;
grant execute on function sync_figures() to usher_app;
