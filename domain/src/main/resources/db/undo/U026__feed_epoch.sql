drop function feed_epoch();
drop table feed_epoch;
