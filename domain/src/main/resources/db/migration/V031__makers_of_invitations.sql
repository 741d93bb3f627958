-- An invitation ends with the right of the administrator who made it. Of those that are there nobody knows who that was: they end on
-- their day, and none of them later than one that is moved today.
alter table user_invitations
  add column user_id bigint,
  add foreign key (account_id, user_id) references users (account_id, id) on delete cascade;
create index user_invitations_user on user_invitations (account_id, user_id) where user_id is not null;

alter table user_invitations no force row level security;
update user_invitations set expires_at = now() + interval '30 days' where expires_at > now() + interval '30 days';
alter table user_invitations force row level security;
