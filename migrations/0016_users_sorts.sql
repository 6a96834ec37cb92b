-- Every order of the list has an index that ends in name and id, so that a page is a range of it.

create index users_by_role on users (space_id, role, sort_name, id);
create index users_by_location on users (space_id, location, sort_name, id);

-- Which of the excluded belong together, so that an Admin can lift one person's exclusion.
alter table excluded_people add column user_id uuid;
comment on column excluded_people.user_id is 'The id the deleted User had, as the audit log has it; tells nothing else of the person.';
create index excluded_people_by_time on excluded_people (space_id, excluded_at, user_id);
