-- The table has the name of what it holds. The old name stays as a view while a cluster is upgraded node by node: nodes of the release
-- before still send their statements to it. The view is read with the eyes of whoever asks, so that the table's policies hold.
alter table once_keys rename to idempotency_keys;
alter table idempotency_keys rename constraint once_keys_pkey to idempotency_keys_pkey;
alter table idempotency_keys rename constraint once_keys_account_id_fkey to idempotency_keys_account_id_fkey;
alter index once_keys_age rename to idempotency_keys_age;

create view once_keys with (security_invoker = true) as
  select account_id, scope, key, resource_id, inserted_at, fingerprint from idempotency_keys;

create or replace function remove_aged(most integer) returns bigint
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with f as (delete from feed where ctid = any (array(
               select ctid from feed where inserted_at < now() - interval '7 days' limit greatest(most, 0))) returning 1),
       k as (delete from idempotency_keys where ctid = any (array(
               select ctid from idempotency_keys where inserted_at < now() - interval '2 days' limit greatest(most, 0))) returning 1),
       s as (delete from sessions where ctid = any (array(
               select ctid from sessions where expires_at < now() - interval '1 day' or revoked_at < now() - interval '1 day'
               limit greatest(most, 0))) returning 1)
  select (select count(*) from f) + (select count(*) from k) + (select count(*) from s)
$$;
