-- what a unit adds to the rule set in force: items of its own, and values sharper than those it inherits
create table local_criterion (
  code          varchar(60)  not null,            -- the unit's code, a letter of the kind and a number; never changes
  version_no    int          not null,
  unit_code     varchar(40)  not null references unit(code),
  kind          varchar(20)  not null,            -- STANDARD, CHECK, VALUE
  parent        varchar(20),                      -- STANDARD: the central article it stands under
  value_key     varchar(80),                      -- VALUE: what is sharpened
  value_number  int,
  vi            varchar(300) not null,
  en            varchar(300),
  hint_vi       varchar(600),
  hint_en       varchar(600),
  post_class    varchar(20),                      -- for whom; null and no profession: for everybody
  profession    varchar(300),                     -- how the names of posts begin, by semicolon
  doc_no        varchar(60)  not null,
  doc_date      date         not null,
  valid_from    date         not null,
  valid_to      date,                             -- last day, null while it has no end
  state         varchar(20)  not null,            -- PROPOSED, IN_FORCE, REFUSED
  proposed_by   varchar(60)  not null,
  proposed_name varchar(120) not null,
  proposed_at   timestamp with time zone not null,
  decided_by    varchar(60),
  decided_name  varchar(120),
  decided_at    timestamp with time zone,
  refusal       varchar(1000),
  end_on        date,                             -- asked to end after this day; in effect once valid_to says so
  end_reason    varchar(1000),
  end_by        varchar(60),
  end_name      varchar(120),
  primary key (code, version_no)
);
create index ix_local_criterion_unit on local_criterion(unit_code, state);

-- which of them, in which version, a case works under: fixed when it opens
create table case_local_rules (
  case_code      varchar(40) not null references vetting_case(code),
  criterion_code varchar(60) not null,
  version_no     int         not null,
  primary key (case_code, criterion_code),
  foreign key (criterion_code, version_no) references local_criterion(code, version_no)
);
create index ix_case_local_criterion on case_local_rules(criterion_code, version_no);
