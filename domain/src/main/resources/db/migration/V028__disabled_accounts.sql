-- An operator may disable an account: its sessions end, nobody signs in to it, and for its widgets there is no such account.
alter table accounts add column disabled_at timestamptz;
create index accounts_disabled on accounts (id) where disabled_at is not null;

create or replace function account_exists(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from accounts a where a.id = wanted and a.disabled_at is null)
$$;

create or replace function ended_sessions(wanted uuid[], at timestamptz) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select w.id from unnest(wanted) as w (id)
  where not exists (
    select 1 from sessions s join users u on u.id = s.user_id join accounts a on a.id = s.account_id
    where s.id = w.id and s.revoked_at is null and s.expires_at > at and u.disabled_at is null and u.archived_at is null
      and a.disabled_at is null)
$$;

-- Every node asks each second; the index holds no more than what it answers.
create function disabled_accounts() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id from accounts a where a.disabled_at is not null
$$;

create function account_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id from accounts a order by a.inserted_at, a.id
$$;

-- For the operator's list: enters one account after the other, as row-level security wants it.
create function list_accounts()
  returns table (account uuid, company text, user_count bigint, disabled timestamptz, since timestamptz)
  language plpgsql volatile as $$
declare
  one uuid;
begin
  for one in select account_ids() loop
    perform set_config('netia.account_id', one::text, true);
    return query
      select a.id, a.company_name::text, (select count(*) from users u where u.archived_at is null), a.disabled_at, a.inserted_at
      from accounts a where a.id = one;
  end loop;
end $$;

-- What operators did to accounts and users. Nothing in the product changes or removes it.
create table operator_actions (
  id bigint generated always as identity primary key,
  performed_at timestamptz not null default now(),
  operator varchar(255) not null,
  action varchar(32) not null,
  subject varchar(255) not null
);
revoke update, delete, truncate on operator_actions from ${app_role};

do $$
declare
  f record;
begin
  for f in select oid::regprocedure as signature from pg_proc
           where pronamespace = 'public'::regnamespace and proname in ('disabled_accounts', 'account_ids', 'list_accounts') loop
    execute format('revoke execute on function %s from public', f.signature);
    execute format('grant execute on function %s to ${app_role}', f.signature);
  end loop;
end $$;
