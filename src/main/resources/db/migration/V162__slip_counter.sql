-- the member of the counting team who counts the slips of a cell's meeting a second time: named once for everybody whom that meeting reviews
create table slip_counter (
  round_code  varchar(20)  not null references round(code),
  cell_code   varchar(40)  not null references unit(code),
  planned_on  date         not null,
  member_code varchar(20)  not null references member(code),
  named_at    timestamp with time zone not null,
  named_by    varchar(60)  not null,
  named_name  varchar(120) not null,
  primary key (round_code, cell_code, planned_on)
);
create index ix_slip_counter_member on slip_counter(member_code);
