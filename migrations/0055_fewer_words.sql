-- Rows of before stay: they say nothing wrong.
comment on table user_words is 'Beginnings that a search may match beside e-mail and sort name: their other words, case-folded, and the employee id.';
