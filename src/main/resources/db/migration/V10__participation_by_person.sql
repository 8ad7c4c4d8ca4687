-- whom somebody waits for is looked up by what the person took part in
create index ix_participation_username on participation(username, first_at);
