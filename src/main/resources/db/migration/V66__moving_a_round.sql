-- An open round moved to another rule set: proposed by one officer, decided by a second, carried out in batches.
create table round_move (
  round_code    varchar(20)   not null references round(code),
  move_no       int           not null,
  from_set      varchar(40)   not null,
  to_set        varchar(40)   not null,
  reason        varchar(2000) not null,
  state         varchar(20)   not null,             -- PROPOSED, REFUSED, RUNNING, DONE
  open_cases    int           not null,             -- when it was proposed
  affected      int           not null,             -- of these, how many for which something would change
  proposed_at   timestamp with time zone not null,
  proposed_by   varchar(60)   not null,
  proposed_name varchar(120)  not null,
  decided_at    timestamp with time zone,
  decided_by    varchar(60),
  decided_name  varchar(120),
  decision_note varchar(2000),
  done_at       timestamp with time zone,
  primary key (round_code, move_no)
);
-- the cases that were moved, with what changed for each; a case is moved once
create table round_move_case (
  round_code varchar(20) not null,
  move_no    int         not null,
  case_code  varchar(40) not null references vetting_case(code),
  changes    varchar(8000) not null,                -- JSON
  moved_at   timestamp with time zone not null,
  primary key (round_code, move_no, case_code),
  foreign key (round_code, move_no) references round_move(round_code, move_no)
);
-- the set by which a day was counted back, where it is not the round's first
alter table round_calendar add column rule_set varchar(40);
