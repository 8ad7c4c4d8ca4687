-- How long personal content is kept: what was deleted, by whom and when, and what must not be.

-- a deletion in a round that is closed: proposed by one officer, confirmed by a second, carried out in batches
create table retention_run (
  round_code    varchar(20)   not null references round(code),
  run_no        int           not null,
  state         varchar(20)   not null,             -- PROPOSED, REFUSED, RUNNING, DONE
  as_of         date          not null,             -- what had fallen due by this day
  cases         int           not null,             -- with something due and not held, when it was proposed
  pieces        int           not null,             -- texts and lines due in them
  held          int           not null,             -- cases left out because they are held
  note          varchar(2000),
  proposed_at   timestamp with time zone not null,
  proposed_by   varchar(60)   not null,
  proposed_name varchar(120)  not null,
  decided_at    timestamp with time zone,
  decided_by    varchar(60),
  decided_name  varchar(120),
  decision_note varchar(2000),
  deleted       int           not null,             -- texts and lines so far
  done_at       timestamp with time zone,
  primary key (round_code, run_no)
);
create index ix_retention_run_state on retention_run(state);

-- what must not be deleted, whatever the periods say; a case, a person, a round
create table legal_hold (
  subject_code varchar(40)   not null,
  hold_no      int           not null,
  kind         varchar(10)   not null,              -- CASE, PERSON, ROUND
  unit_code    varchar(40)   not null references unit(code),
  state        varchar(20)   not null,              -- HELD, LIFTING, LIFTED
  reason       varchar(2000) not null,
  put_at       timestamp with time zone not null,
  put_by       varchar(60)   not null,
  put_name     varchar(120)  not null,
  lift_reason  varchar(2000),
  asked_at     timestamp with time zone,
  asked_by     varchar(60),
  asked_name   varchar(120),
  lifted_at    timestamp with time zone,
  lifted_by    varchar(60),
  lifted_name  varchar(120),
  primary key (subject_code, hold_no)
);
create index ix_legal_hold_unit on legal_hold(unit_code, state);

-- a hold is never put on while something is being deleted
insert into ledger_lock(name) values ('retention');
