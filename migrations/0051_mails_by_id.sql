-- Ids of mails rise with the time they were made, so an order by id is the order by time.
drop index mails_by_time;
drop index mails_by_state;
drop index mails_by_kind;
create index mails_by_state on mails (space_id, state, id);
create index mails_by_kind on mails (space_id, kind, id);
