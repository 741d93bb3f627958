-- Whether a session was renewed last on a device of its user. What was spent elsewhere may have been spent by a thief, and then the
-- user's own device must notice.
alter table sessions add column spent_on_device boolean not null default true;
