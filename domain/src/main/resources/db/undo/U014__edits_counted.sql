alter table conversations drop column edit_count;
