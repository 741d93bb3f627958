create table inboxes (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  name varchar(255) not null,
  description varchar(255),
  slug varchar(255),
  is_primary boolean not null default false,
  is_private boolean not null default false,
  version integer not null default 0,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id)
);
call netia_protect('inboxes');
create unique index inboxes_one_primary on inboxes (account_id) where is_primary;

create table inbox_members (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  inbox_id uuid not null,
  user_id bigint not null,
  role varchar(16) not null check (role in ('admin', 'user')),
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (inbox_id, user_id),
  foreign key (account_id, inbox_id) references inboxes (account_id, id) on delete cascade,
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
call netia_protect('inbox_members');
create index inbox_members_user on inbox_members (account_id, user_id);

create table widget_settings (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  inbox_id uuid not null,
  title varchar(255),
  subtitle varchar(255),
  color varchar(255),
  greeting varchar(255),
  new_message_placeholder varchar(255),
  base_url varchar(255),
  agent_available_text varchar(255),
  agent_unavailable_text varchar(255),
  custom_icon_url varchar(255),
  iframe_url_override varchar(255),
  email_input_placeholder varchar(255),
  new_messages_notification_text varchar(255),
  host varchar(255),
  pathname text check (length(pathname) <= 2048),
  away_message text check (length(away_message) <= 5000),
  show_agent_availability boolean not null default false,
  require_email_upfront boolean not null default false,
  is_open_by_default boolean not null default false,
  is_branding_hidden boolean not null default false,
  icon_variant varchar(16) not null default 'outlined' check (icon_variant in ('outlined', 'filled')),
  last_seen_at timestamptz,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, inbox_id),
  foreign key (account_id, inbox_id) references inboxes (account_id, id) on delete cascade
);
call netia_protect('widget_settings');
