-- one list for each commune of a round: whom the round proposes there
create table planning_list (
  code           varchar(40)  primary key,
  round_code     varchar(20)  not null,
  unit_code      varchar(40)  not null references unit(code),
  title          varchar(200) not null,           -- post and unit, as the work list shows it
  target_post    varchar(120) not null,
  seats          int          not null,
  rule_set       varchar(40)  not null,           -- pinned with the round
  variant        varchar(40)  not null,           -- PLAN_NEW, PLAN_SUPPLEMENT, ELECT_INCUMBENT, ELECT_NEW, DESIGNATE
  state          varchar(20)  not null,           -- OPENED, VOTING, CHECKING, CHECKED, SUBMITTED, RETURNED, APPROVED, PUBLISHED
  steps_done     int          not null,
  empty_reason   varchar(2000),                   -- why nobody was put before the conferences
  check_note     varchar(4000),                   -- what the board says of the warnings
  submission_no  varchar(40),
  submission     varchar(4000),
  return_reason  varchar(4000),
  approval_no    varchar(40),
  publication_no varchar(40),
  published_on   date,
  opened_at      timestamp with time zone not null,
  closed_at      timestamp with time zone,         -- its cases have been told
  version        bigint       not null
);
create index ix_planning_list_round on planning_list(round_code, unit_code);
create index ix_planning_list_open on planning_list(round_code, closed_at);

create table list_entry (
  list_code   varchar(40) not null references planning_list(code),
  case_code   varchar(40) not null references vetting_case(code),
  member_code varchar(20) not null references member(code),
  state       varchar(20) not null,               -- POOL, OUT, SELECTED
  out_step    int,                                -- 0: drawing up the pool, n: after step n
  out_kind    varchar(20),                        -- LEFT_OUT, NOT_PASSED, WITHDRAWN, TAKEN_OUT
  out_reason  varchar(2000),
  changed_at  timestamp with time zone not null,
  primary key (list_code, case_code)
);
create index ix_list_entry_member on list_entry(member_code);
