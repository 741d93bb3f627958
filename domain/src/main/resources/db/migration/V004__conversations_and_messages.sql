create table conversations (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  customer_id uuid not null,
  inbox_id uuid,
  assignee_id bigint,
  status varchar(16) not null default 'open' check (status in ('open', 'closed')),
  priority varchar(16) not null default 'not_priority' check (priority in ('priority', 'not_priority')),
  source varchar(16) not null default 'chat' check (source in ('chat', 'slack', 'email', 'sms', 'api', 'sandbox')),
  read boolean not null default false,
  subject varchar(255),
  metadata jsonb,
  first_replied_at timestamptz,
  closed_at timestamptz,
  archived_at timestamptz,
  last_activity_at timestamptz not null default now(),
  -- Number of the newest message; messages are numbered 1, 2, 3… under this row's lock, so numbers appear in commit order.
  last_seq integer not null default 0,
  -- Every teammate message up to this number has been seen by the customer.
  customer_seen_seq integer not null default 0,
  version integer not null default 0,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  foreign key (account_id, customer_id) references customers (account_id, id) on delete cascade,
  foreign key (account_id, inbox_id) references inboxes (account_id, id) on delete set null (inbox_id),
  foreign key (account_id, assignee_id) references users (account_id, id) on delete set null (assignee_id)
) with (fillfactor = 80);
call netia_protect('conversations');
create index conversations_list on conversations (account_id, status, last_activity_at desc, id desc) where archived_at is null;
create index conversations_customer on conversations (account_id, customer_id, inserted_at desc);
create index conversations_inbox on conversations (account_id, inbox_id) where inbox_id is not null;
create index conversations_assignee on conversations (account_id, assignee_id) where assignee_id is not null;

-- No foreign key from messages straight to accounts: the one to conversations carries the account, and a key-share lock on the
-- account's row for every message would make all senders of an account write to the same row.
create table messages (
  id uuid primary key,
  account_id uuid not null,
  conversation_id uuid not null,
  seq integer not null check (seq > 0),
  customer_id uuid,
  user_id bigint,
  -- Kept when the teammate's user is deleted, so that history still says who spoke.
  author_name varchar(255),
  body text,
  type varchar(16) not null default 'reply' check (type in ('reply', 'note', 'bot')),
  content_type varchar(255) not null default 'text',
  private boolean not null default false,
  source varchar(16) not null default 'chat'
    check (source in ('chat', 'slack', 'mattermost', 'email', 'sms', 'api', 'sandbox')),
  subject varchar(255),
  -- Given by the client; at most one message per conversation carries it (sending twice is sending once).
  client_id uuid,
  sent_at timestamptz,
  seen_at timestamptz,
  metadata jsonb,
  -- Spares reading a conversation from looking for the files of every message.
  file_count smallint not null default 0,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  constraint messages_seq_unique unique (conversation_id, seq),
  check (customer_id is null or user_id is null),
  foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
  foreign key (account_id, customer_id) references customers (account_id, id) on delete cascade,
  foreign key (account_id, user_id) references users (account_id, id) on delete set null (user_id)
);
call netia_protect('messages');
create unique index messages_client_id on messages (conversation_id, client_id) where client_id is not null;
create index messages_sent_at on messages (conversation_id, sent_at) where sent_at is not null;
create index messages_newest on messages (account_id, inserted_at desc, id desc);
create index messages_customer on messages (account_id, customer_id) where customer_id is not null;
create index messages_user on messages (account_id, user_id) where user_id is not null;

create table files (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  customer_id uuid,
  user_id bigint,
  filename varchar(255) not null,
  unique_filename varchar(512),
  file_url varchar(2048) not null,
  content_type varchar(255) not null,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  foreign key (account_id, customer_id) references customers (account_id, id) on delete set null (customer_id),
  foreign key (account_id, user_id) references users (account_id, id) on delete set null (user_id)
);
call netia_protect('files');
create index files_customer on files (account_id, customer_id) where customer_id is not null;
create index files_user on files (account_id, user_id) where user_id is not null;

create table message_files (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  message_id uuid not null,
  file_id uuid not null,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (message_id, file_id),
  foreign key (account_id, message_id) references messages (account_id, id) on delete cascade,
  foreign key (account_id, file_id) references files (account_id, id) on delete cascade
);
call netia_protect('message_files');
create index message_files_file on message_files (account_id, file_id);

create table mentions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  user_id bigint not null,
  seen_at timestamptz,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (message_id, user_id),
  foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
  foreign key (account_id, message_id) references messages (account_id, id) on delete cascade,
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
call netia_protect('mentions');
create index mentions_conversation on mentions (account_id, conversation_id);
create index mentions_user on mentions (account_id, user_id, seen_at);

create table conversation_tags (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  conversation_id uuid not null,
  tag_id uuid not null,
  creator_id bigint,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, conversation_id, tag_id),
  foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
  foreign key (account_id, tag_id) references tags (account_id, id) on delete cascade,
  foreign key (account_id, creator_id) references users (account_id, id) on delete set null (creator_id)
);
call netia_protect('conversation_tags');
create index conversation_tags_tag on conversation_tags (account_id, tag_id);
create index conversation_tags_creator on conversation_tags (account_id, creator_id) where creator_id is not null;

create function find_conversation(wanted uuid) returns table (account_id uuid, customer_id uuid)
  language sql stable security definer set search_path = public as $$
  select c.account_id, c.customer_id from conversations c where c.id = wanted
$$;
