drop table relayed_batches;
alter table nodes drop column is_deaf;
