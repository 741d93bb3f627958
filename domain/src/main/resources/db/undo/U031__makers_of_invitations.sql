alter table user_invitations drop column user_id;
