-- From where a session was begun, as a keyed hash: the address of a user who signed in from there before is not held up by what others
-- guess elsewhere. Forgotten with the session.
alter table sessions add column address_hash varchar(64);
