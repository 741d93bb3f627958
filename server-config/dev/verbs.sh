# shellcheck shell=bash
# What ./dev.sh <verb> does. The line above each verb is its help.

# help: lists the verbs
verb_help() {
  printf 'Usage: ./dev.sh VERB\n\n'
  sed -n 's/^# \([a-z]*\): \(.*\)$/  \1|\2/p' "$ROOT/server-config/dev/verbs.sh" | awk -F'|' '{ printf "%-12s %s\n", $1, $2 }'
  printf '\nSettings: PORT (4000), DATABASE_URL (else an embedded PostgreSQL), NETIA_RUN_DIR (.run), NETIA_HEAP (1g); README.md has the rest.\n'
}

# start: builds what changed, starts PostgreSQL and the server (--micro: as one jar), prints the address
verb_start() {
  local kind=payara
  [[ "${1:-}" != --micro ]] || kind=micro
  if is_running server; then
    printf 'Netia is already running: http://localhost:%s (logs: %s)\n' "$(<"$RUN/port")" "$LOG"
    return
  fi
  need_build_tools
  need_free_port "$PORT" "the server"
  local database_was_running=no
  ! is_running database || database_was_running=yes
  # shellcheck disable=SC2064  # the value of now is meant
  trap "undo_start $database_was_running" EXIT
  build_if_changed
  start_database
  mkdir -p "$LOGS"
  touch "$LOG"
  local from
  from=$(($(wc -c <"$LOG") + 1))
  "start_$kind"
  printf '%s' "$PORT" >"$RUN/port"
  await_readiness "$from"
  trap - EXIT
  step "Ready"
  printf '\nNetia runs at http://localhost:%s\nLogs: %s\n' "$PORT" "$LOG"
}

# Nothing is left half started: what a failed start began is ended.
undo_start() {
  end_process server
  [[ "$1" == yes ]] || end_process database
}

# stop: ends what start began; the data stays
verb_stop() {
  if ! is_running server && ! is_running database; then
    printf 'Netia is not running.\n'
    return
  fi
  end_process server
  end_process database
  printf 'Stopped.\n'
}

# status: says what runs where
verb_status() {
  local pid
  if pid="$(process_id server)"; then
    printf 'server:   running, http://localhost:%s (process %s)\n' "$(<"$RUN/port")" "$pid"
  else
    printf 'server:   stopped\n'
  fi
  if pid="$(process_id database)"; then
    printf 'database: running, embedded (process %s)\n' "$pid"
  elif [[ -n "$DATABASE_GIVEN" ]]; then
    printf 'database: DATABASE_URL\n'
  else
    printf 'database: stopped\n'
  fi
}

# logs: follows the server's log
verb_logs() {
  [[ -f "$LOG" ]] || fail "There is no log yet: $LOG appears with the first start."
  tail -n 100 -f "$LOG"
}

# psql: opens psql on the running database
verb_psql() {
  [[ -n "$DATABASE_GIVEN" ]] || { is_running database && use_embedded_database; } || fail "The database is not running: ./dev.sh start."
  command -v psql >/dev/null || fail "psql is not installed (Debian package postgresql-client). The address is ${DATABASE_OWNER_URL:-the one in DATABASE_URL}."
  local url="${DATABASE_OWNER_URL:-$DATABASE_URL}"
  exec psql "${url/#ecto:/postgres:}" "$@"
}
