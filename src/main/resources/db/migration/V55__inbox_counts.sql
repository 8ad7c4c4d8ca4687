-- what the counts of the work list ask for stands in the index: they need not fetch rows that lie far apart
drop index ix_work_group;
create index ix_work_group on work_item(group_key, due_on, task_id, claimed_by, function);
