-- a leader is reviewed in two places: the cell, and the leadership at work
create table second_place (
  case_code     varchar(40)   not null references vetting_case(code),
  place_no      int           not null,
  unit_code     varchar(40)   not null references unit(code),
  held_on       date          not null,
  place         varchar(200)  not null,
  chair         varchar(120)  not null,
  summoned      int           not null,
  present       int           not null,
  quorum_needed int           not null,
  remarks       varchar(8000) not null,
  answer        varchar(8000) not null,
  opinion       varchar(10)   not null,             -- level that the leadership holds right: XS, T, HT, KHT
  recorded_at   timestamp with time zone not null,
  recorded_by   varchar(60)   not null,
  recorded_name varchar(120)  not null,
  primary key (case_code, place_no)
);
