-- Full-width letters and other compatible spellings of an e-mail address are one name (NFKC). Who registered under such a spelling
-- keeps the user, unless the usual spelling is somebody's already.
alter table users no force row level security;
update users u set email = lower(normalize(u.email, nfkc))
where u.email is not nfkc normalized
  and not exists (select from users other where other.email = lower(normalize(u.email, nfkc)))
  and not exists (select from users other where other.id < u.id and normalize(other.email, nfkc) = normalize(u.email, nfkc));
alter table users force row level security;
