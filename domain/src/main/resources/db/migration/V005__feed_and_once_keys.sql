-- What happened in an account, for agents that resume. A row carries the id of the transaction that wrote it and is handed
-- out only below the oldest transaction still open: a late commit can never be skipped, and nobody takes an account-wide lock.
-- Rows name things; what they look like is read when the feed is read. They outlive what they name (a deleted conversation is
-- news, too) and are pruned by age, hence no foreign keys.
create table feed (
  account_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  event varchar(64) not null,
  conversation_id uuid not null,
  message_id uuid,
  seq integer,
  inserted_at timestamptz not null default now(),
  primary key (account_id, xid, id)
);
call netia_protect('feed');
create index feed_age on feed (inserted_at);

-- A request that was made under an Idempotency-Key and what it made.
create table once_keys (
  account_id uuid not null references accounts on delete cascade,
  scope varchar(64) not null,
  key varchar(255) not null,
  resource_id uuid not null,
  inserted_at timestamptz not null default now(),
  primary key (account_id, scope, key)
);
call netia_protect('once_keys');
create index once_keys_age on once_keys (inserted_at);
