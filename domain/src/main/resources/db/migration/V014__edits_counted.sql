-- How many messages of a conversation that its customer may see were edited or deleted so far. A client that comes back knows by it
-- whether the messages it has are still the right ones: what came after them does not say so.
alter table conversations add edit_count integer not null default 0;
