create table companies (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  name varchar(255) not null,
  external_id varchar(255),
  website_url varchar(255),
  description varchar(255),
  logo_image_url varchar(255),
  industry varchar(255),
  slack_channel_id varchar(255),
  slack_channel_name varchar(255),
  slack_team_id varchar(255),
  slack_team_name varchar(255),
  metadata jsonb,
  version integer not null default 0,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id)
);
call netia_protect('companies');

create table customers (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  company_id uuid,
  first_seen date not null default current_date,
  last_seen_at timestamptz not null default now(),
  email varchar(255),
  name varchar(255),
  phone varchar(255),
  external_id varchar(255),
  profile_photo_url varchar(2048),
  browser varchar(255),
  browser_version varchar(255),
  browser_language varchar(255),
  os varchar(255),
  ip varchar(255),
  host varchar(255),
  lib varchar(255),
  time_zone varchar(255),
  current_url text,
  pathname text check (length(pathname) <= 2048),
  screen_height integer,
  screen_width integer,
  metadata jsonb,
  version integer not null default 0,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  foreign key (account_id, company_id) references companies (account_id, id) on delete set null (company_id)
);
call netia_protect('customers');
create index customers_last_seen on customers (account_id, last_seen_at desc, id desc);
create index customers_external_id on customers (account_id, external_id, updated_at desc) where external_id is not null;
create index customers_email on customers (account_id, lower(email), updated_at desc) where email is not null;
create index customers_phone on customers (account_id, phone, updated_at desc) where phone is not null;
create index customers_company on customers (account_id, company_id) where company_id is not null;

create table tags (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  creator_id bigint,
  name varchar(255) not null,
  description varchar(255),
  color varchar(255),
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  constraint tags_name_unique unique (account_id, name),
  foreign key (account_id, creator_id) references users (account_id, id) on delete set null (creator_id)
);
call netia_protect('tags');
create index tags_creator on tags (account_id, creator_id) where creator_id is not null;

create table customer_tags (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  customer_id uuid not null,
  tag_id uuid not null,
  creator_id bigint,
  inserted_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, customer_id, tag_id),
  foreign key (account_id, customer_id) references customers (account_id, id) on delete cascade,
  foreign key (account_id, tag_id) references tags (account_id, id) on delete cascade,
  foreign key (account_id, creator_id) references users (account_id, id) on delete set null (creator_id)
);
call netia_protect('customer_tags');
create index customer_tags_tag on customer_tags (account_id, tag_id);
create index customer_tags_creator on customer_tags (account_id, creator_id) where creator_id is not null;

create function find_customer(wanted uuid) returns uuid
  language sql stable security definer set search_path = public as $$
  select c.account_id from customers c where c.id = wanted
$$;
