-- deputies whose rating waits for that of their head in the same round
create table head_wait (
  case_code varchar(40) not null references vetting_case(code),
  head_case varchar(40) not null references vetting_case(code),
  since     timestamp with time zone not null,
  over_at   timestamp with time zone,
  primary key (case_code, head_case)
);
create index ix_head_wait on head_wait(head_case, over_at);
