-- The policy "directory" lets the SECURITY DEFINER look-ups read across accounts. It held for the owner of the tables and for every
-- member of it, so a serving role that is one of them read all accounts. Now it holds only inside a function that runs as the
-- owner on behalf of another role. Neither signing in as the owner, nor membership, nor SET ROLE makes that true.

-- Whether a definer function is running: it changes current_user, but not the role that the session signed in with or took.
create function netia_on_behalf_of_another() returns boolean
  language sql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
  select current_user <> case current_setting('role') when 'none' then session_user else current_setting('role')::name end
$$;

create or replace procedure netia_protect(tenant_table regclass, account_column text default 'account_id')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy tenant on %s using (%I = (select netia_account())) with check (%I = (select netia_account()))',
                 tenant_table, account_column, account_column);
  execute format('create policy directory on %s for select to %I using ((select netia_on_behalf_of_another()))',
                 tenant_table, current_user);
end $$;

do $$
declare
  p record;
  f record;
begin
  for p in select c.oid::regclass as tenant_table, polname from pg_policy join pg_class c on c.oid = polrelid
           where c.relnamespace = 'public'::regnamespace and polname in ('directory', 'housekeeping') loop
    execute format('alter policy %I on %s using ((select netia_on_behalf_of_another()))', p.polname, p.tenant_table);
  end loop;
  -- Temporary tables are looked at last, and nobody but the application may ask.
  for f in select oid::regprocedure as signature from pg_proc where pronamespace = 'public'::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f.signature);
    execute format('revoke execute on function %s from public', f.signature);
    execute format('grant execute on function %s to ${app_role}', f.signature);
  end loop;
end $$;
