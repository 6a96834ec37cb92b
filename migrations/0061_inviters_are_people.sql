-- A person who is invited is told who invites them: a person, or else the organisation. Of before, the names of
-- sources and keys stand there too; only the name of somebody who is a User of the space is kept.
alter table invitations no force row level security;
alter table users no force row level security;
update invitations i set invited_by = ''
where i.invited_by <> '' and not exists (
  select from users u where u.space_id = i.space_id
    and i.invited_by in (btrim(u.first_name || ' ' || u.last_name), u.email));
alter table users force row level security;
alter table invitations force row level security;
comment on column invitations.invited_by is 'The person who invites; empty where that is no person, and the organisation does.';
