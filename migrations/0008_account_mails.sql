-- Account mails: a reset's secret is derived from its row and kept nowhere, and every change of how a
-- person signs in is told to them.

alter table auth.mail drop column sealed;
alter table auth.mail add column "usedAt" timestamptz;
alter table auth.mail drop constraint mail_kind_check;
alter table auth.mail add constraint mail_kind_check check (kind in (
  'password_reset', 'password_changed', 'second_factor_on', 'second_factor_off', 'recovery_codes_made',
  'passkey_added', 'passkey_removed'
));
alter table auth.mail add constraint mail_used_once check ("usedAt" is null or kind = 'password_reset');
create index mail_of_account on auth.mail ("accountId", id desc);
comment on column auth.mail."usedAt" is 'When the link of a reset was used: from then on it is dead.';
comment on column auth.mail.state is 'kept: there is no mail server; on a machine of one''s own it is read at /account-mails.';
