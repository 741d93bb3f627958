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

# start: builds what changed, starts PostgreSQL and the server (--micro: as one jar; --nodes 2: two of them), prints the address
verb_start() {
  local kind=payara nodes=0
  while (($# > 0)); do
    case "$1" in
      --micro) kind=micro ;;
      --payara) ;;
      --nodes)
        nodes="${2:-}"
        [[ "$nodes" =~ ^[0-9]$ ]] && ((nodes >= 1 && nodes <= NODES_MOST)) || fail "--nodes takes a number from 1 to $NODES_MOST."
        shift
        ;;
      *) fail "start takes --micro and --nodes N, not \"$1\"." ;;
    esac
    shift
  done
  if is_running server || is_running balancer; then
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
  printf '%s' "$PORT" >"$RUN/port"
  printf '%s' "$kind" >"$RUN/kind"
  if ((nodes > 0)); then
    start_nodes "$kind" "$nodes"
  else
    local from
    from="$(log_end)"
    "start_$kind"
    await_readiness "$from"
  fi
  trap - EXIT
  step "Ready"
  printf '\nNetia runs at http://localhost:%s\n' "$PORT"
  [[ "$NETIA_ENV" != dev ]] || printf 'Demo account: %s with password %s\n' "$(demo EMAIL)" "$(demo PASSWORD)"
  ((nodes == 0)) || nodes_status
  printf 'Logs: %s (./dev.sh logs follows them)\n' "$LOGS"
}

demo() {
  sed -n "s/.*String $1 = \"\(.*\)\";/\1/p" "$ROOT/ejb/src/main/java/io/netia/seeds/service/DemoAccount.java"
}

# Nothing is left half started: what a failed start began is ended.
undo_start() {
  end_process server
  end_nodes
  [[ "$1" == yes ]] || end_process database
}

# stop: ends what start began; the data stays
verb_stop() {
  if ! is_running server && ! has_nodes && ! is_running database; then
    printf 'Netia is not running.\n'
    return
  fi
  end_nodes
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
  ! has_nodes || fail "Several nodes are running: ./dev.sh stop first."
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

# bench: measures a server of its own (--micro: as one jar) and the database alone; bench realtime: live updates; bench hostile: a chat beside attacks; further words go to the programme
verb_bench() {
  need_build_tools
  run_bench "$@"
}

# chaos: breaks servers, network and database of its own while people write (--seeds 200; --runs 20: shorter; --seed N: one again)
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
  if has_nodes; then
    nodes_status
  elif pid="$(process_id server)"; then
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

# node: does something to one of several nodes: node kill9|stop|start|restart|pause|resume|status 1
verb_node() {
  local what="${1:-}" n="${2:-}"
  [[ "$what" =~ ^(kill9|stop|start|restart|pause|resume|status)$ ]] || fail "node takes kill9, stop, start, restart, pause, resume or status, and a number."
  [[ "$n" =~ ^[0-9]$ ]] && ((n >= 1 && n <= $(node_count))) || fail "There are $(node_count) nodes, and no node \"$n\"."
  need_running_database
  name_members "$(node_count)"
  use_node "$n"
  "node_$what"
}

# logs: follows the server's log
verb_logs() {
  if has_nodes; then
    tail -n 50 -f "$LOGS/$NETIA_ENV"-node*.log
    return
  fi
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
