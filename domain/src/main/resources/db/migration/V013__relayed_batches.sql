-- A node that does not hear another one that is alive says so here; then the nodes talk through the database until their network
-- carries again. What they leave is sealed, because it holds the words of all accounts, and is gone after seconds, which is why it
-- need not survive a crash.
alter table nodes add column is_deaf boolean not null default false;

create unlogged table relayed_batches (
  node text not null,
  number bigint not null,
  batches bytea not null,
  relayed_at timestamptz not null default now(),
  primary key (node, number)
);
