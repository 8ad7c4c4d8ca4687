-- Checkpoints over the heads of all streams, signed outside the database; processes/record-format.md has the exact form.
create table ledger_key (
  key_id     varchar(16)  primary key,
  public_key varchar(200) not null,               -- X.509, base64
  made_at    timestamp with time zone not null,
  prev_key   varchar(16),                         -- the key before it; null for the first, or where the one before was lost
  handover   varchar(200)                         -- signature by the key before it
);
create table ledger_checkpoint (
  no         bigint       primary key,            -- 1..n without holes
  format     int          not null,
  at         timestamp with time zone not null,
  entries    bigint       not null,               -- in all streams
  streams    int          not null,
  root       varchar(64)  not null,               -- Merkle tree over the heads of all streams
  changed    varchar(64)  not null,               -- Merkle tree over the heads that changed since the one before
  reason     varchar(120) not null,
  prev       varchar(64)  not null,
  key_id     varchar(16)  not null references ledger_key(key_id),
  hash       varchar(64)  not null,
  signature  varchar(200) not null,
  code       varchar(24)  not null
);
create table ledger_checkpoint_head (
  checkpoint_no bigint      not null references ledger_checkpoint(no),
  stream        varchar(80) not null,
  seq           bigint      not null,
  hash          varchar(64) not null,
  primary key (checkpoint_no, stream)
);
create index ix_ledger_checkpoint_head on ledger_checkpoint_head(stream, seq);
-- how far each stream was at the newest checkpoint
create table ledger_sealed (
  stream varchar(80) primary key,
  seq    bigint      not null
);
-- what was, or still has to be, sent to a second place
create table ledger_anchor (
  checkpoint_no bigint       not null references ledger_checkpoint(no),
  place         varchar(10)  not null,            -- FILE, MAIL, TSA
  attempts      int          not null,
  next_at       timestamp with time zone not null,
  sent_at       timestamp with time zone,
  error         varchar(300),
  receipt       text,                             -- of a time stamp: the token, base64
  primary key (checkpoint_no, place)
);
create index ix_ledger_anchor_open on ledger_anchor(sent_at, next_at);
-- who holds the row makes the checkpoint
create table ledger_lock (
  name varchar(20) primary key
);
insert into ledger_lock(name) values ('checkpoint');
