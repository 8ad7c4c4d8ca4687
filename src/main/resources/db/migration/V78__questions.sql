-- what the questions of auditors are found by
alter table work_done add column ended_on date;                    -- the Vietnamese day on which it ended
update work_done set ended_on = cast(ended_at as date);
alter table work_done alter column ended_on set not null;
create index ix_work_done_ended on work_done(ended_at);
create index ix_ledger_act on ledger_entry(act, at);
create index ix_ledger_unit on ledger_entry(unit_code, at);
create index ix_participation_duty on participation(duty, first_at);
