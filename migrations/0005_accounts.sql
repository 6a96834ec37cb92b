-- What a person signs in with: global, without row-level security, no foreign keys to a space's tables.
-- Columns are those of Better Auth's core, twoFactor and passkey models.

create schema auth;
grant usage on schema auth to usher_app;
comment on schema auth is 'Sign-in''s own tables, written by its library; joined to Users through public.account_spaces alone.';

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on table auth."user" is 'An account: made by a claim or by setting up, never by a stranger.';
comment on column auth."user".email is 'Case-folded.';

create table auth.session (
  id text primary key,
  token text not null unique,
  "userId" text not null references auth."user" (id) on delete cascade,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index session_of_user on auth.session ("userId");

create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create unique index account_once_a_provider on auth.account ("userId", "providerId");
comment on table auth.account is 'A way to sign in: for now the password, as salted scrypt.';

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);
comment on table auth.verification is 'What is good for one use and a short time: a reset of a password, a second step.';

create table auth."twoFactor" (
  id text primary key,
  "userId" text not null references auth."user" (id) on delete cascade,
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);
create index two_factor_of_user on auth."twoFactor" ("userId");
comment on column auth."twoFactor".secret is 'Encrypted under a key derived from SECRET_KEY.';

create table auth.passkey (
  id text primary key,
  "userId" text not null references auth."user" (id) on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz default now()
);
create index passkey_of_user on auth.passkey ("userId");

create table auth.mail (
  id uuid primary key,
  kind text not null check (kind in ('password_reset', 'password_changed')),
  "accountId" text not null references auth."user" (id) on delete cascade,
  sealed text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'refused', 'kept')),
  "createdAt" timestamptz not null,
  "sentAt" timestamptz
);
comment on table auth.mail is 'Account mails, which are in no space''s outbox.';
comment on column auth.mail.sealed is 'The link''s token, encrypted; blanked when the mail has gone.';

grant select, insert, update, delete on all tables in schema auth to usher_app;
-- Backup reads accounts too.
grant usage on schema auth to usher_operator;
grant select on all tables in schema auth to usher_operator;
