-- The tables of the nodes have the terms of the code. As with once_keys, views keep the old names for nodes of the release before.
alter table nodes rename to cluster_nodes;
alter table cluster_nodes rename constraint nodes_pkey to cluster_nodes_pkey;
alter table cluster_nodes rename column heard_at to heartbeat_at;
alter table cluster_nodes rename column is_deaf to is_isolated;

create view nodes with (security_invoker = true) as
  select id, started_at, heartbeat_at as heard_at, is_isolated as is_deaf from cluster_nodes;

alter table relayed_batches rename to cluster_batches;
alter table cluster_batches rename constraint relayed_batches_pkey to cluster_batches_pkey;
alter table cluster_batches rename column relayed_at to stored_at;

create view relayed_batches with (security_invoker = true) as
  select node, number, batches, stored_at as relayed_at from cluster_batches;
