-- who of the cell was present, excused or absent, name by name as it was read out: a JSON array
alter table cell_meeting add column roll text;
