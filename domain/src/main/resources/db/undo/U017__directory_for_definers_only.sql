create or replace procedure netia_protect(tenant_table regclass, account_column text default 'account_id')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy tenant on %s using (%I = (select netia_account())) with check (%I = (select netia_account()))',
                 tenant_table, account_column, account_column);
  execute format('create policy directory on %s for select to %I using (true)', tenant_table, current_user);
end $$;

do $$
declare
  p record;
  f record;
begin
  for p in select c.oid::regclass as tenant_table, polname from pg_policy join pg_class c on c.oid = polrelid
           where c.relnamespace = 'public'::regnamespace and polname in ('directory', 'housekeeping') loop
    execute format('alter policy %I on %s using (true)', p.polname, p.tenant_table);
  end loop;
  for f in select oid::regprocedure as signature from pg_proc where pronamespace = 'public'::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = public', f.signature);
    execute format('revoke execute on function %s from ${app_role}', f.signature);
    execute format('grant execute on function %s to public', f.signature);
  end loop;
end $$;

drop function netia_on_behalf_of_another();
