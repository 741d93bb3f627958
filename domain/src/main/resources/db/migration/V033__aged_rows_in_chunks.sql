-- What is kept for a while goes some rows at a time, and only when it is as old as this says: the caller chooses no age.
drop function remove_aged(timestamptz, timestamptz, timestamptz);

create function remove_aged(most integer) returns bigint
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
revoke execute on function remove_aged(integer) from public;
grant execute on function remove_aged(integer) to ${app_role};
