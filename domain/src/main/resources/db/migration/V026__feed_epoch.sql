-- Which database cluster the feed's transaction ids are from. A database that was restored into another cluster goes on with that
-- one's ids, which are lower or higher: the ids of before mean nothing there. afterMigrate.sql compares it at each start.
create table feed_epoch (
  is_only boolean primary key default true check (is_only),
  cluster text not null
);
revoke all on feed_epoch from ${app_role};
insert into feed_epoch (cluster) select system_identifier::text from pg_control_system();

-- What places in the feed are comparable by: the cluster, its timeline (a standby that took over, a recovery to a point in time) and the
-- table itself (a database that was restored beside or in the place of the old one).
create function feed_epoch() returns text
  language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select left(md5(concat_ws('.', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8), 'feed'::regclass::oid)), 12)
  from pg_control_system()
$$;
