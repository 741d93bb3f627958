drop table widget_settings, inbox_members, inboxes;
