drop table share_links;
