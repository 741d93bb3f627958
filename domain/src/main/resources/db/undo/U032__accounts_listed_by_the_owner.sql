drop policy operator on users;
drop policy operator on accounts;
drop function netia_is_operator();

create function account_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id from accounts a order by a.inserted_at, a.id
$$;

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

revoke execute on function account_ids(), list_accounts() from public;
grant execute on function account_ids(), list_accounts() to ${app_role};
