-- what other papers say and a rating rests on: tasks done, the rating as an official, the tasks of the collective that the person leads
create table rating_ground (
  case_code     varchar(40)   not null references vetting_case(code),
  ground_no     int           not null,
  kind          varchar(20)   not null,              -- TASKS, OFFICIAL, UNIT_TASKS
  level         varchar(10),                         -- OFFICIAL: XS, T, HT, KHT
  tasks_given   int,
  tasks_done    int,                                 -- late ones too
  excuse        varchar(2000),                       -- objective reason of what was not done; null: none
  head          boolean,                             -- UNIT_TASKS: head of the collective, or a deputy
  unit_name     varchar(200),
  document_no   varchar(60)   not null,
  issued_by     varchar(200)  not null,
  issued_on     date          not null,
  recorded_at   timestamp with time zone not null,
  recorded_by   varchar(60)   not null,
  recorded_name varchar(120)  not null,
  primary key (case_code, ground_no)
);
