drop function remove_aged(timestamptz, timestamptz, timestamptz);
drop policy housekeeping on feed;
drop policy housekeeping on once_keys;
drop policy housekeeping on sessions;
