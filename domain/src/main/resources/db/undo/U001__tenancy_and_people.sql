drop function find_login(text), find_session_by_renew_token(text), find_invitation(uuid), account_exists(uuid);
drop table signing_keys, personal_api_keys, sessions, user_invitations, user_settings, user_profiles, users, accounts;
drop procedure netia_protect(regclass, text);
drop function netia_account();
alter default privileges in schema public revoke select, insert, update, delete on tables from ${app_role};
alter default privileges in schema public revoke usage, select on sequences from ${app_role};
