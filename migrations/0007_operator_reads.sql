-- The operator's tools read what no policy protects, too: backup copies every table.

grant usage on schema auth to usher_operator;
grant select on all tables in schema auth to usher_operator;
alter default privileges in schema auth grant select on tables to usher_operator;
alter default privileges in schema public grant select on tables to usher_operator;

-- Erasing personal values is a command of the operator's; the log beside them stays append-only.
drop policy operator_erases on audit_values;
revoke delete, update on audit_values from usher_operator;
grant delete on audit_values to usher_app;
