-- each meeting called for a case: planned, then held with or without a quorum; a returned case gets another
create table cell_meeting (
  case_code       varchar(40)  not null references vetting_case(code),
  meeting_no      int          not null,
  planned_on      date         not null,
  planned_at      varchar(5),                     -- 19:30
  place           varchar(200) not null,
  agenda          varchar(4000) not null,
  residence       varchar(20)  not null,          -- REQUIRED, EXEMPT
  residence_reason varchar(1000),
  prepared_at     timestamp with time zone not null,
  prepared_name   varchar(120) not null,
  state           varchar(20)  not null,          -- PLANNED, HELD, NO_QUORUM
  held_on         date,
  summoned        int,
  present         int,
  excused         int,
  quorum_needed   int,
  answer          varchar(8000),                  -- what the person answered in the meeting
  issued          int,
  collected       int,
  missing         int,
  valid           int,
  invalid         int,
  votes_xs        int,
  votes_t         int,
  votes_ht        int,
  votes_kht       int,
  proposed        varchar(10),                    -- XS, T, HT, KHT
  tied            boolean,
  recorded_at     timestamp with time zone,
  recorded_name   varchar(120),
  primary key (case_code, meeting_no)
);
create table cell_remark (
  case_code  varchar(40)   not null,
  meeting_no int           not null,
  line_no    int           not null,
  speaker    varchar(120)  not null,
  remark     varchar(4000) not null,
  primary key (case_code, meeting_no, line_no),
  foreign key (case_code, meeting_no) references cell_meeting(case_code, meeting_no)
);
create table residence_opinion (
  case_code     varchar(40)   not null references vetting_case(code),
  opinion_no    int           not null,
  cell_name     varchar(200)  not null,
  signed_by     varchar(120)  not null,
  signed_on     date          not null,
  opinion       varchar(8000) not null,
  recorded_at   timestamp with time zone not null,
  recorded_name varchar(120)  not null,
  primary key (case_code, opinion_no)
);
create table rating_decision (
  case_code     varchar(40)   not null references vetting_case(code),
  decision_no   int           not null,
  meeting_no    int           not null,
  decision      varchar(20)   not null,           -- DECIDED, RETURN_CELL, RETURN_SELF_REVIEW
  level         varchar(10),                      -- XS, T, HT, KHT where decided
  reason        varchar(4000) not null,
  flags         varchar(200)  not null,           -- what the rules raised against the choice, by comma
  flag_reason   varchar(4000),
  points        int,
  cap_excellent int,                              -- rated XS in the commune in this round, this one included if it is
  cap_base      int,
  cap_limit     int,
  acknowledge_until timestamp with time zone,
  decided_at    timestamp with time zone not null,
  decided_by    varchar(60)   not null,
  decided_name  varchar(120)  not null,
  current_one   boolean       not null,           -- false once a later decision replaced it
  answer        varchar(20),                      -- ACKNOWLEDGED, DISSENTED, SILENT
  answer_text   varchar(8000),
  answered_at   timestamp with time zone,
  primary key (case_code, decision_no)
);
create index ix_rating_level on rating_decision(level, current_one);
