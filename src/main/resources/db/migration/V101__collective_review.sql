-- the review of a body (a cell, a committee) in a round; its members' meetings wait for it
create table collective_review (
  code          varchar(60)  primary key,             -- <round>-TT-<unit>
  round_code    varchar(20)  not null,
  unit_code     varchar(40)  not null references unit(code),
  rule_set      varchar(40)  not null,
  state         varchar(20)  not null,                -- OPEN, REVIEWED, RATED
  opened_at     timestamp with time zone not null,
  self_level    varchar(10),                          -- XS, T, HT, KHT as the body rates itself
  held_on       date,
  place         varchar(200),
  chair         varchar(120),
  summoned      int,
  present       int,
  quorum_needed int,
  reviewed_at   timestamp with time zone,
  reviewed_by   varchar(60),
  reviewed_name varchar(120),
  level         varchar(10),                          -- as decided above
  reason        varchar(4000),
  bars          varchar(400),                         -- rules that speak against the level, by comma
  bar_reason    varchar(4000),
  decided_at    timestamp with time zone,
  decided_by    varchar(60),
  decided_name  varchar(120),
  constraint uq_collective unique (round_code, unit_code)
);
create table collective_section (
  collective_code varchar(60)    not null references collective_review(code),
  position_no     int            not null,
  item_code       varchar(20)    not null,
  body            varchar(20000) not null,
  primary key (collective_code, position_no)
);
-- cases whose meeting waits for a body's review
create table collective_wait (
  case_code       varchar(40) not null references vetting_case(code),
  collective_code varchar(60) not null references collective_review(code),
  since           timestamp with time zone not null,
  over_at         timestamp with time zone,
  primary key (case_code, collective_code)
);
create index ix_collective_wait on collective_wait(collective_code, over_at);
