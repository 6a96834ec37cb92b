-- A run goes through its plan in the order of its numbers and knows how far it has come. No index holds what it
-- notes of each person, and there is room for that on the same page.
drop index sync_plan_pending;
alter table sync_plan set (fillfactor = 50);
