create table spring_session_attributes (
  session_primary_id char(36)     not null references spring_session(primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea        not null,
  primary key (session_primary_id, attribute_name)
);

-- the record is append only, whoever is connected
create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger_entry is append only';
end $$;
create trigger ledger_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_ledger_change();
