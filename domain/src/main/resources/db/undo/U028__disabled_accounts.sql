create or replace function ended_sessions(wanted uuid[], at timestamptz) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select w.id from unnest(wanted) as w (id)
  where not exists (
    select 1 from sessions s join users u on u.id = s.user_id
    where s.id = w.id and s.revoked_at is null and s.expires_at > at and u.disabled_at is null and u.archived_at is null)
$$;
create or replace function account_exists(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from accounts a where a.id = wanted)
$$;
drop table operator_actions;
drop function list_accounts();
drop function account_ids();
drop function disabled_accounts();
alter table accounts drop column disabled_at;
