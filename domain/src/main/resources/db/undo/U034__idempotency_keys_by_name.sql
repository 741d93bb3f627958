drop view once_keys;
alter index idempotency_keys_age rename to once_keys_age;
alter table idempotency_keys rename constraint idempotency_keys_account_id_fkey to once_keys_account_id_fkey;
alter table idempotency_keys rename constraint idempotency_keys_pkey to once_keys_pkey;
alter table idempotency_keys rename to once_keys;

create or replace function remove_aged(most integer) returns bigint
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with f as (delete from feed where ctid = any (array(
               select ctid from feed where inserted_at < now() - interval '7 days' limit greatest(most, 0))) returning 1),
       k as (delete from once_keys where ctid = any (array(
               select ctid from once_keys where inserted_at < now() - interval '2 days' limit greatest(most, 0))) returning 1),
       s as (delete from sessions where ctid = any (array(
               select ctid from sessions where expires_at < now() - interval '1 day' or revoked_at < now() - interval '1 day'
               limit greatest(most, 0))) returning 1)
  select (select count(*) from f) + (select count(*) from k) + (select count(*) from s)
$$;
