-- The record as chains: every entry belongs to a stream, has its number there and holds the digest of the entry before it.
-- The exact form is in processes/record-format.md. Entries of before are given their places by V71.
alter table ledger_entry add column stream varchar(80);
alter table ledger_entry add column seq bigint;                    -- 1..n in the stream, without holes
alter table ledger_entry add column tx bigint;                     -- rises; entries of one transaction share it
alter table ledger_entry add column format int;
alter table ledger_entry add column who_salt varchar(32);
alter table ledger_entry add column what_salt varchar(32);
alter table ledger_entry add column reason_digest varchar(64);     -- of the stated reason, whose text is elsewhere
alter table ledger_entry add column row_digests text;              -- JSON: the business rows as they were committed
alter table ledger_entry add column who_digest varchar(64);        -- only where the person was taken out of the entry later
alter table ledger_entry add column what_digest varchar(64);       -- only where the content was taken out later
alter table ledger_entry add column prev varchar(64);
alter table ledger_entry add column hash varchar(64);

-- the head of each stream: who appends locks its row
create table ledger_stream (
  stream varchar(80) primary key,
  seq    bigint      not null,
  hash   varchar(64) not null
);
create sequence ledger_tx;
