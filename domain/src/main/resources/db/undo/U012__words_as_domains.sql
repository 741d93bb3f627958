alter table messages
  alter column type type varchar(16), alter column source type varchar(16),
  add constraint messages_type_check check (type in ('reply', 'note', 'bot')),
  add constraint messages_source_check check (source in ('chat', 'slack', 'mattermost', 'email', 'sms', 'api', 'sandbox'));

alter table conversations
  alter column status type varchar(16), alter column priority type varchar(16), alter column source type varchar(16),
  add constraint conversations_status_check check (status in ('open', 'closed')),
  add constraint conversations_priority_check check (priority in ('priority', 'not_priority')),
  add constraint conversations_source_check check (source in ('chat', 'slack', 'email', 'sms', 'api', 'sandbox'));

drop domain message_source, message_type, conversation_source, conversation_priority, conversation_status;
