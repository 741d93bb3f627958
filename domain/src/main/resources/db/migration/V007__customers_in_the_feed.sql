-- What is known of a customer changes without any conversation; whoever was away learns of that, too.
alter table feed
  alter column conversation_id drop not null,
  add column customer_id uuid,
  add constraint feed_names_something check (conversation_id is not null or customer_id is not null);
