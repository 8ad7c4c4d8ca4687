-- one row for each time a case comes to the inspection; a return to the assessment begins another
create table inspection_check (
  case_code     varchar(40) not null references vetting_case(code),
  check_no      int         not null,
  opened_at     timestamp with time zone not null,
  opinions_due  timestamp with time zone not null,
  draft_no      int         not null,             -- how often findings were drafted; 0: not yet
  drafted_at    timestamp with time zone,
  drafted_by    varchar(60),
  drafted_name  varchar(120),
  explain_until timestamp with time zone,
  primary key (case_code, check_no)
);
create table opinion (
  case_code      varchar(40) not null,
  check_no       int         not null,
  body           varchar(40) not null,            -- INTERNAL_AFFAIRS, ASSET_CONTROL, FATHERLAND_FRONT
  state          varchar(20) not null,            -- OPEN, ANSWERED, UNANSWERED
  asked_at       timestamp with time zone not null,
  due_at         timestamp with time zone not null,
  result         varchar(30),
  adverse        boolean,
  content        varchar(4000),                   -- unclassified only
  classified     boolean,
  doc_no         varchar(60),
  doc_date       date,
  custodian      varchar(200),                    -- who keeps a classified paper
  answered_at    timestamp with time zone,
  answered_by    varchar(60),
  answered_name  varchar(120),
  primary key (case_code, check_no, body),
  foreign key (case_code, check_no) references inspection_check(case_code, check_no)
);
create table opinion_overdue (
  case_code    varchar(40)   not null,
  check_no     int           not null,
  decided_at   timestamp with time zone not null,
  decision     varchar(20)   not null,            -- WAIT, GO_ON
  again_on     date,
  reason       varchar(2000) not null,
  decided_by   varchar(60)   not null,
  decided_name varchar(120)  not null,
  primary key (case_code, check_no, decided_at)
);
create table finding (
  case_code    varchar(40)   not null,
  check_no     int           not null,
  draft_no     int           not null,
  finding_no   int           not null,
  act_code     varchar(20)   not null,
  statement    varchar(4000) not null,
  evidence     varchar(4000) not null,
  serious      boolean       not null,
  answer       varchar(20),                       -- EXPLAINED, ACCEPTED, SILENT
  explanation  varchar(8000),
  answered_at  timestamp with time zone,
  primary key (case_code, check_no, draft_no, finding_no),
  foreign key (case_code, check_no) references inspection_check(case_code, check_no)
);
-- each proposal of the rule set and what was concluded on it
create table inspection_conclusion (
  case_code      varchar(40)  not null,
  check_no       int          not null,
  conclusion_no  int          not null,
  proposed_at    timestamp with time zone not null,
  rule_set       varchar(40)  not null,
  table_name     varchar(60)  not null,
  row_no         int          not null,
  proposal       varchar(20)  not null,
  rule_reason    varchar(80),
  citation       varchar(80),
  facts          varchar(2000) not null,          -- JSON, as they were asked
  conclusion     varchar(20),                     -- CLEAR, CLEAR_NOTE, DEFERRED, BLOCKED, RETURN_FINDINGS, RETURN_ASSESSMENT
  reason         varchar(8000),
  departure      varchar(4000),                   -- why it differs from the proposal
  note           varchar(1000),                   -- read at the conference
  clear_up       varchar(4000),
  defer_until    date,
  concluded_at   timestamp with time zone,
  concluded_by   varchar(60),
  concluded_name varchar(120),
  primary key (case_code, check_no, conclusion_no),
  foreign key (case_code, check_no) references inspection_check(case_code, check_no)
);
