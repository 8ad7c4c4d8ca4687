-- matters that the superior asks a member to answer in the self-review; the answer is sealed with it
create table review_matter (
  case_code   varchar(40)   not null references vetting_case(code),
  matter_no   int           not null,
  text        varchar(2000) not null,
  unit_code   varchar(40)   not null references unit(code),   -- in whose name it was raised
  raised_at   timestamp with time zone not null,
  raised_by   varchar(60)   not null,
  raised_name varchar(120)  not null,
  primary key (case_code, matter_no)
);

-- what a member says of a commitment: in the year, or in the next self-review. The commitment itself is line commitment_no of the sealed version.
create table commitment_report (
  case_code     varchar(40)   not null references vetting_case(code),
  version_no    int           not null,
  commitment_no int           not null,             -- from 1, in the order of the sealed text
  report_no     int           not null,
  state         varchar(20)   not null,             -- DONE, GOING_ON, DROPPED
  text          varchar(2000) not null,
  review_case   varchar(40),                        -- the case in whose self-review it was said, null for a report of its own
  reported_at   timestamp with time zone not null,
  reported_by   varchar(60)   not null,
  reported_name varchar(120)  not null,
  primary key (case_code, version_no, commitment_no, report_no)
);

-- two pages wrote into one field of a draft: the later text stands in the draft, the other is kept until its author drops it
create table draft_kept (
  username     varchar(60)  not null,
  subject_code varchar(40)  not null,
  form_key     varchar(60)  not null,
  slot         varchar(40)  not null,
  kept_no      int          not null,
  field        varchar(120) not null,
  content      text         not null,
  kept_at      timestamp with time zone not null,
  primary key (username, subject_code, form_key, slot, kept_no)
);

-- what the browser of an account encrypts text with that it could not send
create table draft_key (
  username varchar(60) primary key,
  key_text varchar(64) not null,                    -- 256 bits, Base64
  made_at  timestamp with time zone not null
);
