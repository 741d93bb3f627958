alter table sessions drop column spent_on_device;
