-- only what can be a change after a vote: the pool itself is made before the first conference
drop index ix_ledger_pool;
create index ix_ledger_pool on ledger_entry(at desc, id desc) where act = 'POOL_LEFT' and outcome in ('TAKEN_OUT', 'WITHDRAWN', 'CASE_ENDED');
