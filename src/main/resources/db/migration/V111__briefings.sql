-- briefings on a text: what is made known, to which cells, and what came of it there
create table briefing (
  code           varchar(40)  primary key,        -- unit's code and a number
  owner_code     varchar(40)  not null references unit(code),
  title          varchar(300) not null,
  text_no        varchar(60)  not null,           -- the text's own number, e.g. 207-QD/TW
  text_date      date         not null,
  place          varchar(300) not null,           -- where it can be read: an address in the closed network, or a paper's place
  file_digest    varchar(64),                     -- SHA-256 of its file, so that everybody can see that it is this one
  due_on         date         not null,
  published_at   timestamp with time zone not null,
  published_by   varchar(60)  not null,
  published_name varchar(120) not null,
  reminded_at    timestamp with time zone,
  reminded_name  varchar(120)
);
create table briefing_cell (
  briefing_code varchar(40)  not null references briefing(code),
  cell_code     varchar(40)  not null references unit(code),
  held_on       date,
  place         varchar(200),
  note          varchar(2000),
  recorded_at   timestamp with time zone,
  recorded_by   varchar(60),
  recorded_name varchar(120),
  primary key (briefing_code, cell_code)
);
create index ix_briefing_cell on briefing_cell(cell_code, briefing_code);
create table briefing_attendance (
  briefing_code varchar(40)  not null,
  cell_code     varchar(40)  not null,
  member_code   varchar(20)  not null references member(code),
  attendance    varchar(20)  not null,            -- ATTENDED, EXCUSED, ABSENT
  primary key (briefing_code, cell_code, member_code),
  foreign key (briefing_code, cell_code) references briefing_cell(briefing_code, cell_code)
);
create table briefing_reading (
  briefing_code varchar(40)  not null references briefing(code),
  member_code   varchar(20)  not null references member(code),
  cell_code     varchar(40)  not null references unit(code),
  confirmed_at  timestamp with time zone not null,
  primary key (briefing_code, member_code)
);
create index ix_briefing_reading on briefing_reading(briefing_code, cell_code);
