-- on what paper a conclusion rests that makes a member "not fulfilled"; why no residence opinion is asked; what the Front and the people said
alter table rating_decision add column trigger_evidence varchar(400);
alter table cell_meeting add column residence_ground varchar(20);
create table assessment_feedback (
  case_code     varchar(40)   not null references vetting_case(code),
  feedback_no   int           not null,
  source        varchar(20)   not null,             -- FRONT, ORGANISATION, PEOPLE
  from_whom     varchar(200)  not null,             -- identified: nothing anonymous is kept here
  document_no   varchar(60),
  received_on   date          not null,
  body          varchar(8000) not null,             -- as it came
  recorded_at   timestamp with time zone not null,
  recorded_by   varchar(60)   not null,
  recorded_name varchar(120)  not null,
  primary key (case_code, feedback_no)
);
