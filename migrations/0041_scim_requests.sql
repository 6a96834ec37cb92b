-- "What did the identity provider send?": its requests about a User, kept for 30 days.

create table scim_requests (
  space_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  user_id uuid,
  user_name_key text collate "C" check (length(user_name_key) between 1 and 320),
  token_id uuid not null,
  method text not null check (method in ('POST', 'PUT', 'PATCH', 'DELETE')),
  body json,
  status integer not null,
  detail text,
  primary key (space_id, id),
  foreign key (space_id, user_id) references users (space_id, id) on delete cascade,
  check (user_id is not null or user_name_key is not null)
);
comment on table scim_requests is 'Requests that changed a User, or were to; gone with the User, and after 30 days.';
comment on column scim_requests.user_name_key is 'Case-folded userName of a request that made no User: refused ones are found by it later.';
comment on column scim_requests.body is 'As it came, without passwords; null where it was none, or too large to keep.';
comment on column scim_requests.detail is 'What a refusal said.';
create index scim_requests_of_user on scim_requests (space_id, user_id, id) where user_id is not null;
create index scim_requests_by_user_name on scim_requests (space_id, user_name_key, id) where user_name_key is not null;
create index scim_requests_by_age on scim_requests (space_id, at);
select protect_table('scim_requests', 'select, insert, delete');
