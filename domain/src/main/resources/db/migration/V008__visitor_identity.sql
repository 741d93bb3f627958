-- What an account requires of its visitors; an account without a row requires nothing.
create table visitor_rules (
  account_id uuid primary key references accounts on delete cascade,
  require_token boolean not null default false,
  verify_identity boolean not null default false,
  -- Encrypted by the application.
  secret text,
  previous_secret text,
  previous_until timestamptz,
  rotated_at timestamptz,
  updated_at timestamptz not null default now(),
  check (secret is not null or not verify_identity)
);
call netia_protect('visitor_rules');
