-- Who asked to join through an open link, and has to prove their address.

create table open_link_requests (
  space_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  email text not null check (length(email) between 3 and 320),
  email_key text collate "C" not null,
  generation integer not null default 1 check (generation >= 1),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  mails_today integer not null default 1 check (mails_today >= 1),
  claimed_at timestamptz,
  primary key (space_id, id),
  foreign key (space_id, link_id) references open_links (space_id, id)
);
create unique index open_link_requests_by_email on open_link_requests (space_id, link_id, email_key);
comment on table open_link_requests is 'One row for each address that asked by a link, forgotten a day after it expires. It holds no seat; the claim of the mailed link takes one.';
comment on column open_link_requests.generation is 'Counts up with each mail; the secret is derived from id and generation, and no table holds it.';
comment on column open_link_requests.mails_today is 'Mails within a day of each other: nobody''s inbox is filled through a link.';
select protect_table('open_link_requests', 'select, insert, update, delete');

comment on column open_links.claims is 'Users who came in through it: what claim_limit limits.';
comment on column open_links.email_domains is 'Case-folded domains of the addresses it takes; none: any.';
