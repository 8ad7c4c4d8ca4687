-- what takes a member out of the cell's life: suspended, moved, died, left the Party; by the register's office, dated, with the paper it rests on
create table member_standing (
  member_code  varchar(20)  not null references member(code),
  standing_no  int          not null,
  standing     varchar(20)  not null,              -- SUSPENDED, MOVED, DECEASED, LEFT
  valid_from   date         not null,
  valid_to     date,                               -- last day; null while it holds
  doc_no       varchar(60)  not null,
  doc_date     date         not null,
  decided_by   varchar(200) not null,              -- who issued the paper
  new_cell     varchar(40)  references unit(code), -- moved within the register: the cell that took the member in
  entered_at   timestamp with time zone not null,
  entered_name varchar(120) not null,
  primary key (member_code, standing_no)
);
-- how a yearly or quarterly review ended for somebody who is no longer to be rated
create table review_exit (
  case_code  varchar(40)   primary key references vetting_case(code),
  ground     varchar(20)   not null,
  since      date          not null,
  doc_no     varchar(60)   not null,
  doc_date   date          not null,
  reason     varchar(1000) not null,
  ended_at   timestamp with time zone not null,
  ended_by   varchar(60)   not null,
  ended_name varchar(120)  not null
);
