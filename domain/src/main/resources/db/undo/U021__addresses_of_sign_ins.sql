alter table sessions drop column address_hash;
