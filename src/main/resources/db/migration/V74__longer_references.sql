-- an act may rest on several values and tables
alter table ledger_entry alter column rule_ref set data type varchar(400);
