-- where reminders go; the person's own setting
alter table account add column mail varchar(254);
-- one reminder for each person and day, whichever node sends it
create table reminder (
  username varchar(60) not null references account(username),
  sent_on  date        not null,
  state    varchar(10) not null,                    -- CLAIMED, SENT, FAILED
  tries    int         not null,
  overdue  int         not null,
  soon     int         not null,
  at       timestamp with time zone not null,
  primary key (username, sent_on)
);
create index ix_reminder_day on reminder(sent_on, state);
