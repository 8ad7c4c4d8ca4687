-- A round, its units and offices, its electorate and calendar.
create table round (
  code          varchar(20)  primary key,
  name          varchar(200) not null,
  owner_code    varchar(40)  not null references unit(code),
  variant       varchar(20),                       -- PLAN_NEW, PLAN_SUPPLEMENT, ELECT_INCUMBENT, ELECT_NEW, DESIGNATE; null until planned
  target_post   varchar(40),                       -- code in the rule set's catalogue of posts
  seats         int,                               -- on each unit's list
  rule_set      varchar(40)  not null,             -- pinned when the plan is submitted
  congress_day  date,
  status        varchar(20)  not null,             -- DRAFT, SUBMITTED, LAUNCHING, OPEN, CLOSED
  note          varchar(1000),                     -- what the preparer tells the approver
  return_reason varchar(1000),                     -- why the approver sent the plan back
  computed_at   timestamp with time zone,          -- when the electorate was last computed; null: not since the plan changed
  created_by    varchar(60)  not null,
  created_at    timestamp with time zone not null,
  submitted_at  timestamp with time zone,
  approved_at   timestamp with time zone,
  opened_at     timestamp with time zone,          -- when all cases and lists were open
  closed_at     timestamp with time zone,
  version       bigint       not null
);
create table round_unit (
  round_code varchar(20) not null references round(code),
  unit_code  varchar(40) not null references unit(code),
  primary key (round_code, unit_code)
);
-- whose review the round asks for: holders of these posts in the units
create table round_post (
  round_code varchar(20) not null references round(code),
  kind       varchar(10) not null,                 -- PARTY: the party post; OFFICE: a post held
  post       varchar(80) not null,
  primary key (round_code, kind, post)
);
create table round_calendar (
  round_code varchar(20) not null references round(code),
  milestone  varchar(20) not null,                 -- SELF_REVIEW, ASSESSMENT, INSPECTION, CONFERENCES, LIST
  due_on     date        not null,
  adjusted   boolean     not null,                 -- set by hand, not counted back from the congress day
  primary key (round_code, milestone)
);
create table electorate (
  round_code    varchar(20)  not null references round(code),
  member_code   varchar(20)  not null references member(code),
  cell_code     varchar(40)  not null references unit(code),
  unit_code     varchar(40)  not null references unit(code),
  post          varchar(200) not null,             -- the post that brought the person in
  included      boolean      not null,
  by_rule       boolean      not null,             -- what the rule said; differs from included where the board decided otherwise
  reason        varchar(60)  not null,             -- of the rule's verdict
  rule_ref      varchar(80)  not null,
  citation      varchar(40),
  manual_reason varchar(1000),
  manual_by     varchar(60),
  case_code     varchar(40)  unique,               -- given at approval
  opened_at     timestamp with time zone,
  primary key (round_code, member_code)
);
create index ix_electorate_unit on electorate(round_code, unit_code, included);
create index ix_electorate_next on electorate(round_code, opened_at, case_code);

-- the stage at which a case ended before its time
alter table vetting_case add column ended_from varchar(20);
