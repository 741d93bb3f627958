drop table once_keys, feed;
