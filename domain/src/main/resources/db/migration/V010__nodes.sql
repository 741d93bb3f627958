-- Which nodes there are, by the database's own time: what one that the others cannot hear stores is found missing on its account.
-- It belongs to the installation, not to a tenant.
create table nodes (
  id text primary key,
  started_at timestamptz not null default now(),
  heard_at timestamptz not null default now()
);
