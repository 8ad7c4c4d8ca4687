-- official decisions fix the holidays of each year; until then a day is an assumption
alter table holiday add column assumed boolean default false not null;

create index ix_unit_function_performer on unit_function(performed_by);
create index ix_member_post_unit on member_post(unit_code, post);
create index ix_case_cell on vetting_case(cell_code);
