drop function ended_sessions(uuid[], timestamptz);
