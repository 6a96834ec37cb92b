-- SCIM: what identity providers gave for each User, and what they asked of us.

create table scim_resources (
  space_id uuid not null,
  user_id uuid not null,
  user_name_key text collate "C" not null check (length(user_name_key) between 1 and 320),
  external_id text collate "C",
  resource jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (space_id, user_id),
  foreign key (space_id, user_id) references users (space_id, id) on delete cascade
);
comment on table scim_resources is 'The resource as the identity provider gave it, and gets it back; a User without one is shown from their record.';
comment on column scim_resources.user_name_key is 'Case-folded userName: compared without case, one User each.';
comment on column scim_resources.external_id is 'The provider''s own id; case counts, and nothing says that it is unique.';
create unique index scim_resources_by_user_name on scim_resources (space_id, user_name_key);
create index scim_resources_by_external_id on scim_resources (space_id, external_id) where external_id is not null;
select protect_table('scim_resources', 'select, insert, update, delete');

create table scim_emails (
  space_id uuid not null,
  email_key text collate "C" not null,
  type text collate "C" not null,
  user_id uuid not null,
  primary key (space_id, email_key, type, user_id),
  foreign key (space_id, user_id) references scim_resources (space_id, user_id) on delete cascade
);
comment on table scim_emails is 'Every e-mail address of a resource, for the filters that ask by one.';
comment on column scim_emails.type is 'work, home, other; empty where none was given.';
create index scim_emails_of_user on scim_emails (space_id, user_id);
select protect_table('scim_emails', 'select, insert, delete');
