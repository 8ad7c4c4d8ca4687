-- conferences and their ballots: counts only; nothing here or elsewhere links a voter to a choice
create table conference (
  code          varchar(40)  primary key,
  list_code     varchar(40)  not null,
  round_code    varchar(20)  not null,
  unit_code     varchar(40)  not null references unit(code),
  title         varchar(200) not null,
  rule_set      varchar(40)  not null,
  variant       varchar(40)  not null,
  target_post   varchar(120) not null,            -- what the vote is for, as the list has it
  step_no       int          not null,
  step_code     varchar(20)  not null,
  last_step     boolean      not null,            -- whoever does not pass here goes no further
  state         varchar(20)  not null,            -- OPENED, CONVENED, QUORATE, PRINTED, COUNTED, DECIDED, SIGNED
  sitting_no    int          not null,            -- how often it was convened
  printed       int,
  issued        int,
  count_no      int          not null,            -- which count is being made, from 1
  base_kind     varchar(20),                      -- SUMMONED, PRESENT, VALID
  base          int,
  needed        int,
  fell_back     boolean,
  minutes_no    varchar(40),
  minutes_note  varchar(4000),
  signed_at     timestamp with time zone,
  signed_name   varchar(120),
  opened_at     timestamp with time zone not null,
  version       bigint       not null,
  unique (list_code, step_no)
);
create table conference_sitting (
  conference_code varchar(40)  not null references conference(code),
  sitting_no      int          not null,
  held_on         date         not null,
  held_at         varchar(5)   not null,          -- 08:00
  place           varchar(200) not null,
  summoned        int          not null,
  convened_name   varchar(120) not null,
  present         int,
  needed          int,
  quorate         boolean,
  note            varchar(2000),
  recorded_name   varchar(120),
  primary key (conference_code, sitting_no)
);
create table conference_candidate (
  conference_code varchar(40) not null references conference(code),
  case_code       varchar(40) not null references vetting_case(code),
  member_code     varchar(20) not null references member(code),
  on_paper        boolean     not null,           -- false: withdrew before the papers were printed
  agree           int,
  disagree        int,
  blank           int,
  result          varchar(20),                    -- PASSED, FORWARD (fallback), NOT_PASSED, WITHDRAWN
  primary key (conference_code, case_code)
);
create table ballot_count (
  conference_code varchar(40)  not null references conference(code),
  count_no        int          not null,
  side            varchar(1)   not null,          -- A, B: entered without sight of one another
  collected       int          not null,
  missing         int          not null,
  valid           int          not null,
  invalid         int          not null,
  counted_at      timestamp with time zone not null,
  counted_by      varchar(60)  not null,
  counted_name    varchar(120) not null,
  primary key (conference_code, count_no, side)
);
create table ballot_line (
  conference_code varchar(40) not null,
  count_no        int         not null,
  side            varchar(1)  not null,
  case_code       varchar(40) not null,
  agree           int         not null,
  disagree        int         not null,
  blank           int         not null,
  primary key (conference_code, count_no, side, case_code),
  foreign key (conference_code, count_no, side) references ballot_count(conference_code, count_no, side)
);
