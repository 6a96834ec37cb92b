-- What changes of many Users leave behind: who is excluded, and what became of each User of an operation.

create table excluded_people (
  space_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  excluded_by text not null,
  excluded_at timestamptz not null,
  primary key (space_id, hash)
);
comment on table excluded_people is 'Managed people who were deleted by hand: no feed brings them back. One row for the e-mail, one for the employee id.';
comment on column excluded_people.hash is 'HMAC under a key derived from SECRET_KEY; nothing else of the person is kept.';
select protect_table('excluded_people', 'select, insert, delete');

create table operation_users (
  space_id uuid not null,
  operation_id uuid not null,
  position integer not null,
  user_id uuid not null,
  result jsonb,
  primary key (space_id, operation_id, position),
  foreign key (space_id, operation_id) references operations (space_id, id)
);
create index operation_users_pending on operation_users (space_id, operation_id, position) where result is null;
comment on table operation_users is 'The Users an operation is for, settled when it was asked for; a result tells that the User is done.';
select protect_table('operation_users', 'select, insert, update');
