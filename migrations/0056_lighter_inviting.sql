-- An invitation is written with its User and goes with them, like their words. The look-up of a foreign key is
-- planned once a connection: made while a space held a few people, it read all of 10,000 for each of 10,000.
alter table invitations drop constraint invitations_space_id_user_id_fkey;
