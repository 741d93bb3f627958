-- Links that open one conversation to whoever has them. A row, so that a link can be taken back: it is gone with the conversation and with
-- the teammate who gave it.
create table share_links (
  token_hash varchar(64) primary key,
  account_id uuid not null,
  conversation_id uuid not null,
  user_id bigint not null,
  expires_at timestamptz not null,
  inserted_at timestamptz not null default now(),
  foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
call netia_protect('share_links');
create index share_links_conversation on share_links (account_id, conversation_id);
create index share_links_user on share_links (account_id, user_id);
