-- what the inspection answered to each item of its list, local ones included
create table check_answer (
  case_code varchar(40) not null,
  check_no  int         not null,
  position_no int       not null,                 -- as it stood in the list
  item_code varchar(60) not null,
  answer    varchar(40) not null,
  reference varchar(300),                         -- dates, number of a conclusion; never a reason
  primary key (case_code, check_no, item_code),
  foreign key (case_code, check_no) references inspection_check(case_code, check_no)
);
-- what makes a member "not fulfilled" whatever the points, as the committee found it
alter table rating_decision add column trigger_code varchar(40);
