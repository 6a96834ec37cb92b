-- A file on its way lies in a table that its transaction makes and drops: nobody else ever sees it, and no policy
-- stands in the way of COPY. Not a temporary one, since those keep PostgreSQL from joining on several processors.
create schema staging;
grant usage, create on schema staging to usher_app;
