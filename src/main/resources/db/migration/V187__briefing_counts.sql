-- how many attended a session and how many were excused: stays when the roll is deleted name by name; null where it was recorded before there were these columns
alter table briefing_cell add column attended int;
alter table briefing_cell add column excused int;
