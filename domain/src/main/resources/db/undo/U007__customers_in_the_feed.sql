delete from feed where conversation_id is null;
alter table feed
  drop constraint feed_names_something,
  drop column customer_id,
  alter column conversation_id set not null;
