drop function find_conversation(uuid);
drop table conversation_tags, mentions, message_files, files, messages, conversations;
