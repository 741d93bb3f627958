drop view relayed_batches;
alter table cluster_batches rename column stored_at to relayed_at;
alter table cluster_batches rename constraint cluster_batches_pkey to relayed_batches_pkey;
alter table cluster_batches rename to relayed_batches;

drop view nodes;
alter table cluster_nodes rename column is_isolated to is_deaf;
alter table cluster_nodes rename column heartbeat_at to heard_at;
alter table cluster_nodes rename constraint cluster_nodes_pkey to nodes_pkey;
alter table cluster_nodes rename to nodes;
