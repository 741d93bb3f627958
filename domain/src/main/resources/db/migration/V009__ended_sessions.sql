-- Which of the sessions that a node has open sockets of have ended, in one question over all accounts: ids only.
create function ended_sessions(wanted uuid[], at timestamptz) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select w.id from unnest(wanted) as w (id)
  where not exists (
    select 1 from sessions s join users u on u.id = s.user_id
    where s.id = w.id and s.revoked_at is null and s.expires_at > at and u.disabled_at is null and u.archived_at is null)
$$;
