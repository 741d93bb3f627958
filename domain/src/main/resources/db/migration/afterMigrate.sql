-- In a database that was restored into another cluster, events whose transactions are still to begin there would come again, one by
-- one, as its transaction ids reach theirs. Nobody needs them: every cursor of before is answered with "reload".
do $$
declare
  here text;
begin
  if to_regclass('feed_epoch') is null then
    return;
  end if;
  select system_identifier::text into here from pg_control_system();
  if exists (select from feed_epoch where cluster = here) then
    return;
  end if;
  alter table feed no force row level security;
  delete from feed where xid >= pg_snapshot_xmax(pg_current_snapshot());
  alter table feed force row level security;
  insert into feed_epoch (cluster) values (here) on conflict (is_only) do update set cluster = excluded.cluster;
end $$;
