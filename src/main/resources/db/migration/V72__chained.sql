alter table ledger_entry alter column stream set not null;
alter table ledger_entry alter column seq set not null;
alter table ledger_entry alter column tx set not null;
alter table ledger_entry alter column format set not null;
alter table ledger_entry alter column prev set not null;
alter table ledger_entry alter column hash set not null;
alter table ledger_entry add constraint uq_ledger_place unique (stream, seq);
