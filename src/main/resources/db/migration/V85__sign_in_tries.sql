-- tries to sign in that failed, per address and minute: what an address may still try, and what is entered into the record as a count once the minute is over
create table sign_in_try (
  address varchar(45) not null,               -- IPv4 address, or the first half of an IPv6 one
  at_minute timestamp with time zone not null,
  failed  int         not null,               -- count towards the limit of the address
  folded  int         not null,               -- not entered one by one and still to be entered
  primary key (address, at_minute)
);
create index ix_sign_in_try on sign_in_try(at_minute);
