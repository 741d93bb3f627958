drop function remove_aged(integer);

create function remove_aged(feed_before timestamptz, keys_before timestamptz, sessions_before timestamptz) returns bigint
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with f as (delete from feed where inserted_at < feed_before returning 1),
       k as (delete from once_keys where inserted_at < keys_before returning 1),
       s as (delete from sessions where expires_at < sessions_before or revoked_at < sessions_before returning 1)
  select (select count(*) from f) + (select count(*) from k) + (select count(*) from s)
$$;
revoke execute on function remove_aged(timestamptz, timestamptz, timestamptz) from public;
grant execute on function remove_aged(timestamptz, timestamptz, timestamptz) to ${app_role};
