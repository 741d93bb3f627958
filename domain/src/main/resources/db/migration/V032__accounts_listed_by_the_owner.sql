-- A serving connection finds the accounts that it is asked about and cannot list them. Listing is the operator's: for it one signs in
-- as the owner of the tables, and says so. Neither membership in the owner nor SET ROLE makes that true.
drop function list_accounts();
drop function account_ids();

create function netia_is_operator() returns boolean
  language sql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
  select current_setting('netia.operator', true) = 'on' and session_user = current_user
    and exists (select from pg_class where oid = 'public.accounts'::regclass and pg_get_userbyid(relowner) = session_user)
$$;

create policy operator on accounts for select to current_user using ((select netia_is_operator()));
create policy operator on users for select to current_user using ((select netia_is_operator()));
