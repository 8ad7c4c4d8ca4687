-- papers that were printed: the code on them and the digest of what stands on them; copies of the same content share one
create table paper (
  subject_code varchar(40) not null,              -- case, conference or round
  check_code   varchar(12) not null,
  kind         varchar(20) not null,              -- SELF_REVIEW, RATING_SLIP, ...
  subject_kind varchar(20) not null,              -- CASE, CONFERENCE, ROUND
  part_no      int         not null,              -- version, meeting, decision; 0 where there is one only
  unit_code    varchar(40) not null references unit(code),
  digest       varchar(64) not null,              -- SHA-256, hexadecimal
  since        timestamp with time zone,          -- when what was printed came to stand
  printed_at   timestamp with time zone not null, -- the first copy
  printed_by   varchar(60) not null,
  primary key (subject_code, check_code),
  constraint uq_paper_code unique (check_code)
);
create index ix_paper_part on paper(subject_code, kind, part_no, digest);
