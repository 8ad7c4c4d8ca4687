-- who stood in for another is kept with the task, and persons are found by time, as the questions of auditors go
alter table work_done add column stand_in varchar(6);              -- CLAIM: another had taken it; OFFICE: got the office while it waited; null: neither
update work_done d set stand_in = 'CLAIM' where d.ended_by is not null and d.function <> 'MEMBER'
  and exists (select 1 from ledger_entry t where t.subject_code = d.subject_code and t.act = 'TASK_CLAIMED' and t.username <> d.ended_by and t.function = d.function
              and t.unit_code = d.unit_code and t.at >= d.created_at and t.at <= d.ended_at and t.detail like '%"form":"' || d.form_key || '"%'
              and (d.slot = '' or t.detail like '%"slot":"' || d.slot || '"%'));
update work_done d set stand_in = 'OFFICE' where d.stand_in is null and d.ended_by is not null and d.function <> 'MEMBER'
  and exists (select 1 from office o where o.username = d.ended_by and o.function = d.function and o.unit_code = d.unit_code and o.valid_from > cast(d.created_at as date) + 1)
  and not exists (select 1 from office o where o.username = d.ended_by and o.function = d.function and o.unit_code = d.unit_code and o.valid_from <= cast(d.created_at as date) + 1);
drop index ix_ledger_user;
create index ix_ledger_user on ledger_entry(username, at);
