-- What is only kept for a while may be removed across accounts, but only by this function and only by age.
do $$
declare
  aged text;
begin
  foreach aged in array array['feed', 'once_keys', 'sessions'] loop
    execute format('create policy housekeeping on %I for delete to %I using (true)', aged, current_user);
  end loop;
end $$;

create function remove_aged(feed_before timestamptz, keys_before timestamptz, sessions_before timestamptz) returns bigint
  language sql volatile security definer set search_path = public as $$
  with f as (delete from feed where inserted_at < feed_before returning 1),
       k as (delete from once_keys where inserted_at < keys_before returning 1),
       s as (delete from sessions where expires_at < sessions_before or revoked_at < sessions_before returning 1)
  select (select count(*) from f) + (select count(*) from k) + (select count(*) from s)
$$;
