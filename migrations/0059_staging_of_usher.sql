-- Other programs of a shared database may want a schema of so common a name.
alter schema staging rename to usher_staging;
