-- Whom an identity provider switched off is kept out of another source's employee data, as by an Admin; the provider
-- itself may bring them back.

alter table users add column kept_out_by_provider boolean not null default false;
comment on column users.kept_out_by is 'The Admin, or the identity provider of another source, who deactivated a managed User: the feed does not bring them back.';
comment on column users.kept_out_by_provider is 'An identity provider keeps them out, and may bring them back itself.';

-- Those of before are known by the audit log. It is read across spaces, which even the owner may not, as it stands.
alter table users no force row level security;
alter table audit_events no force row level security;
update users u set kept_out_by = coalesce(u.deactivated_by, 'SCIM'), kept_out_by_provider = true
where u.status = 'deactivated' and u.source not in ('manual', 'scim') and u.kept_out_by is null
  and (select a.actor_kind from audit_events a
    where a.space_id = u.space_id and a.subject_id = u.id and a.action = 'user.deactivated'
    order by a.id desc limit 1) = 'scim';
alter table audit_events force row level security;
alter table users force row level security;
