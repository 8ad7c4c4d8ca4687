-- Rule sets that were put into force from drafts, as the exact files, beside those that ship. Rows are added, never changed.
create table rule_content (
  digest  varchar(64) primary key,                 -- SHA-256 of the content, hexadecimal
  content bytea       not null
);
create table rule_set (
  code       varchar(40) primary key,
  level      varchar(20) not null,                 -- CENTRAL, PROVINCE, COMMUNE, CELL
  valid_from date        not null,
  draft_id   bigint      not null,                 -- the draft that it was
  unique (level, valid_from)
);
create table rule_set_file (
  rule_set varchar(40) not null references rule_set(code),
  name     varchar(80) not null,                   -- rule-set.yaml, rating.dmn
  digest   varchar(64) not null references rule_content(digest),
  primary key (rule_set, name)
);
