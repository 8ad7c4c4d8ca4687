-- a deletion of what was noted of a briefing's sessions: proposed by one officer of its board, confirmed by a second, carried out in batches
create table briefing_deletion (
  briefing_code varchar(40)   not null references briefing(code),
  run_no        int           not null,
  state         varchar(20)   not null,             -- PROPOSED, REFUSED, RUNNING, DONE
  as_of         date          not null,
  cases         int           not null,             -- sessions with a note, when it was proposed
  pieces        int           not null,
  held          int           not null,
  note          varchar(2000),
  proposed_at   timestamp with time zone not null,
  proposed_by   varchar(60)   not null,
  proposed_name varchar(120)  not null,
  decided_at    timestamp with time zone,
  decided_by    varchar(60),
  decided_name  varchar(120),
  decision_note varchar(2000),
  deleted       int           not null,
  done_at       timestamp with time zone,
  primary key (briefing_code, run_no)
);
create index ix_briefing_deletion_state on briefing_deletion(state);
