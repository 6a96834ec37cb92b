-- What was sent to whom.

create table invitations (
  space_id uuid not null,
  user_id uuid not null,
  generation integer not null default 1 check (generation >= 1),
  invited_by text not null,
  message text not null default '' check (length(message) <= 2000),
  mail_state text not null default 'queued' check (mail_state in ('queued', 'sent', 'refused')),
  sent_at timestamptz,
  expires_at timestamptz not null,
  opened_at timestamptz,
  reminded_at timestamptz,
  primary key (space_id, user_id),
  foreign key (space_id, user_id) references users (space_id, id) on delete cascade
);
comment on table invitations is 'The one invitation of a User. Its secret is derived from user id and generation; no table holds it.';
comment on column invitations.generation is 'Counts up when a new link is made; links of lower numbers say that a newer was sent.';
comment on column invitations.opened_at is 'When the page behind the link was first shown; showing it claims nothing.';
create index invitations_by_expiry on invitations (space_id, expires_at);
create index invitations_refused on invitations (space_id, user_id) where mail_state = 'refused';
select protect_table('invitations', 'select, insert, update, delete');

create table open_links (
  space_id uuid not null,
  id uuid not null,
  generation integer not null default 1,
  ends_at timestamptz,
  claim_limit integer check (claim_limit >= 1),
  claims integer not null default 0,
  email_domains text[] not null default '{}',
  active boolean not null default true,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (space_id, id),
  check (claim_limit is null or claims <= claim_limit)
);
create unique index open_links_one_active on open_links (space_id) where active;
comment on table open_links is 'One link for many: takes an e-mail, mails a proof link, and takes a seat only when that is claimed.';
select protect_table('open_links', 'select, insert, update');

create table mails (
  space_id uuid not null,
  id uuid not null,
  kind text not null,
  to_email text not null,
  user_id uuid,
  data jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'refused', 'kept', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  server_answer text,
  subject text,
  html text,
  text text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (space_id, id)
);
create index mails_due on mails (space_id, next_attempt_at) where state in ('queued', 'sending');
create index mails_by_time on mails (space_id, created_at desc, id desc);
create index mails_of_user on mails (space_id, user_id) where user_id is not null;
comment on table mails is 'The outbox: every e-mail of the space. The row is queued in the transaction of the change it tells of.';
comment on column mails.data is 'Ids and figures the words are made from; never a link''s secret.';
comment on column mails.state is 'kept: no SMTP server is set, to be read in the outbox.';
comment on column mails.html is 'What was sent, with every secret link blanked.';
select protect_table('mails', 'select, insert, update');

create table audit_events (
  space_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  detail jsonb not null default '{}',
  primary key (space_id, id)
);
create index audit_events_of_subject on audit_events (space_id, subject_id, id) where subject_id is not null;
comment on table audit_events is 'Append-only. Ids and names of fields; personal values are in audit_values.';
select protect_table('audit_events', 'select, insert');

create table audit_values (
  space_id uuid not null,
  event_id uuid not null,
  subject_id uuid,
  detail jsonb not null,
  primary key (space_id, event_id)
);
create index audit_values_of_subject on audit_values (space_id, subject_id) where subject_id is not null;
comment on table audit_values is 'Personal values beside the audit log (names, addresses), which the operator can erase without breaking it.';
select protect_table('audit_values', 'select, insert');
grant delete, update on audit_values to usher_operator;
create policy operator_erases on audit_values for delete to usher_operator using (true);

create table operations (
  space_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  input jsonb not null,
  total integer not null default 0,
  done integer not null default 0,
  results jsonb not null default '[]',
  created_by jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (space_id, id)
);
comment on table operations is 'Work over many Users that goes on in a job: its progress and per-User results.';
select protect_table('operations', 'select, insert, update');
