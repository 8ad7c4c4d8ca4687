-- self-reviews: sealed versions only; what is being written lives in draft
create table self_review (
  case_code      varchar(40) not null references vetting_case(code),
  version_no     int         not null,
  form_kind      varchar(5)  not null,            -- 2A, 2B, 2C
  review_year    int         not null,
  content        text        not null,            -- canonical JSON, exactly what the digest was taken of
  digest         varchar(64) not null,            -- SHA-256 of the content, hexadecimal
  general_points int         not null,
  task_points    int         not null,
  on_time        boolean     not null,
  due_on         date,
  correction     varchar(2000),                   -- why an earlier version was sent back, null for the first
  sealed_at      timestamp with time zone not null,
  sealed_by      varchar(60)  not null,
  sealed_name    varchar(120) not null,
  primary key (case_code, version_no)
);
create table self_review_overdue (
  case_code    varchar(40)  not null references vetting_case(code),
  no           int          not null,
  decision     varchar(20)  not null,             -- EXTEND, NOT_SUBMITTED
  extended_to  date,
  reason       varchar(2000) not null,
  decided_at   timestamp with time zone not null,
  decided_by   varchar(60)  not null,
  decided_name varchar(120) not null,
  primary key (case_code, no)
);
