-- who chaired the cell's meeting, who was away, and what the votes were measured by
alter table cell_meeting add column chair varchar(160);
alter table cell_meeting add column chair_code varchar(20);        -- where the chair is in the register
alter table cell_meeting add column absentees varchar(2000);       -- names, with the reasons they gave
alter table cell_meeting add column vote_base_kind varchar(20);    -- SUMMONED, PRESENT, VALID
alter table cell_meeting add column vote_base int;
alter table cell_meeting add column vote_needed int;               -- fewest votes that are a majority of the base
alter table cell_remark add column speaker_code varchar(20);

-- the second, blind count of the slips; the first is entered with the minutes
create table slip_count (
  case_code    varchar(40)  not null,
  meeting_no   int          not null,
  count_no     int          not null,
  issued       int          not null,
  collected    int          not null,
  missing      int          not null,
  valid        int          not null,
  invalid      int          not null,
  votes_xs     int          not null,
  votes_t      int          not null,
  votes_ht     int          not null,
  votes_kht    int          not null,
  state        varchar(20)  not null,          -- ENTERED; AGREED with the minutes, or VOID where both had to count again
  counted_at   timestamp with time zone not null,
  counted_by   varchar(60)  not null,
  counted_name varchar(120) not null,
  primary key (case_code, meeting_no, count_no),
  foreign key (case_code, meeting_no) references cell_meeting(case_code, meeting_no)
);
