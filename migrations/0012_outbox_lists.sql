-- The Outbox as a list: by state, by kind and by person, newest first, whatever the number of mails.

alter table mails add column to_key text collate "C" generated always as (lower(to_email)) stored;
comment on column mails.to_key is 'The address without case; searched by its beginning.';
create index mails_by_state on mails (space_id, state, created_at desc, id desc);
create index mails_by_kind on mails (space_id, kind, created_at desc, id desc);
create index mails_by_address on mails (space_id, to_key);

alter table mails add column repeats uuid;
comment on column mails.repeats is 'The mail of the Outbox which this one was sent again from.';
