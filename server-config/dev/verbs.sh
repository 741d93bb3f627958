# shellcheck shell=bash
# What ./dev.sh <verb> does. The line above each verb is its help.

# help: lists the verbs
verb_help() {
  printf 'Usage: ./dev.sh VERB\n\n'
  sed -n 's/^# \([a-z]*\): \(.*\)$/  \1|\2/p' "$ROOT/server-config/dev/verbs.sh" | awk -F'|' '{ printf "%-12s %s\n", $1, $2 }'
  printf '\nSettings: PORT (4000), DATABASE_URL (else an embedded PostgreSQL), NETIA_RUN_DIR (.run), NETIA_HEAP (1g); README.md has the rest.\n'
}

# setup: fetches and builds everything and prepares the database, without starting the server
verb_setup() {
  need_build_tools
  build_if_changed
  unpack_payara
  with_database schema migrate
  step "Ready: ./dev.sh start"
}

# start: builds what changed, starts PostgreSQL and the server (--micro: as one jar), prints the address
verb_start() {
  local kind=payara
  case "${1:-}" in
    --micro) kind=micro ;;
    "" | --payara) ;;
    *) fail "start takes --micro or nothing, not \"$1\"." ;;
  esac
  if is_running server; then
    printf 'Netia is already running: http://localhost:%s (logs: %s)\n' "$(<"$RUN/port")" "$LOG"
    return
  fi
  need_build_tools
  need_production_settings
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
  printf '%s' "$kind" >"$RUN/kind"
  await_readiness "$from"
  trap - EXIT
  step "Ready"
  printf '\nNetia runs at http://localhost:%s\n' "$PORT"
  [[ "$NETIA_ENV" != dev ]] || printf 'Demo account: %s with password %s\n' "$(demo EMAIL)" "$(demo PASSWORD)"
  printf 'Logs: %s (./dev.sh logs follows them)\n' "$LOG"
}

demo() {
  sed -n "s/.*String $1 = \"\(.*\)\";/\1/p" "$ROOT/ejb/src/main/java/io/netia/seeds/service/DemoAccount.java"
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

# migrate: brings the database's schema up to date
verb_migrate() {
  need_build_tools
  build_if_changed
  with_database schema migrate
}

# rollback: takes back the last migration with its undo script (development only)
verb_rollback() {
  need_development rollback
  need_build_tools
  build_if_changed
  with_database schema rollback
}

# reset: empties the database and migrates it anew, after asking (--yes: without); the next start writes the demo data
verb_reset() {
  need_development reset
  if [[ "${1:-}" != --yes ]]; then
    local answer
    read -r -p 'Everything in the database will be lost. Type "yes" to go on: ' answer || answer=no
    [[ "$answer" == yes ]] || fail "Nothing was changed."
  fi
  need_build_tools
  local kind=""
  if is_running server; then
    kind="$(<"$RUN/kind")"
    end_process server
  fi
  build_if_changed
  with_database empty_schema
  [[ -z "$kind" ]] || verb_start "--$kind"
}

empty_schema() {
  schema empty
  schema migrate
}

# build: makes ear/target/netia.ear and ear/target/netia.jar
verb_build() {
  need_build_tools
  build_if_changed
  ls -l "$EAR" "$MICRO_JAR"
}

# format: lays out all sources as the checks want them
verb_format() {
  need_build_tools
  (cd "$ROOT" && mvn -q -B spotless:apply)
  local project
  for project in "${NPM_PROJECTS[@]}"; do
    node "$ROOT/server-config/npm/project.mjs" "$ROOT/$project" format
  done
}

# test: all checks, as CI runs them, beside a running product
verb_test() {
  need_build_tools
  run_all_tests
}

# bench: measures a server of its own (--micro: as one jar) and the database alone; bench realtime: live updates; further words go to the programme
verb_bench() {
  need_build_tools
  run_bench "$@"
}

# chaos: breaks servers, network and database of its own while people write (--seeds 200; --seed N repeats one run)
verb_chaos() {
  need_build_tools
  run_chaos "$@"
}

# console: JShell with the project's classes on the running database
verb_console() {
  need_java
  need_running_database
  exec jshell --class-path "$(application_class_path)" --startup DEFAULT --startup "$ROOT/server-config/dev/console.jsh"
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
  need_running_database
  command -v psql >/dev/null || fail "psql is not installed (Debian package postgresql-client). The address is ${DATABASE_OWNER_URL:-the one in DATABASE_URL}."
  local url="${DATABASE_OWNER_URL:-$DATABASE_URL}"
  exec psql "${url/#ecto:/postgres:}" "$@"
}
