drop function find_customer(uuid);
drop table customer_tags, tags, customers, companies;
