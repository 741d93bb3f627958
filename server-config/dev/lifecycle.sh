# shellcheck shell=bash
# shellcheck disable=SC2034  # the other parts read these
# The verbs that change or show what runs. Running means answering: what is left of a copy that was killed, frozen or started only in
# part is ended and begun anew by start, and ended by stop. The line above each verb is its help.

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
  need_build_tools
  need_production_settings
  need_one_database
  lock main
  local is_part=no
  if is_anything_running; then
    if is_whole; then
      print_already_running "$kind" "$nodes"
      return
    fi
    is_part=yes
  fi
  build_if_changed
  local database_was_running=no
  ! has_suitable_database || database_was_running=yes
  at_exit "undo_start $database_was_running"
  [[ $is_part == no ]] || end_leftovers
  start_all "$kind" "$nodes"
  forget_exit_step "undo_start $database_was_running"
  step "Ready"
  printf '\nNetia runs at http://localhost:%s\n' "$PORT"
  [[ "$NETIA_ENV" != dev ]] || printf 'Demo account: %s with password %s\n' "$(demo EMAIL)" "$(demo PASSWORD)"
  ((nodes == 0)) || nodes_status
  printf 'Logs: %s (./dev.sh logs follows them)\n' "$LOGS"
}

# Whether a server or a node of this copy is there.
is_serving() (
  load_state || true
  for name in server node1 node2 node3 node4 node5; do
    ! is_running "$name" || exit 0
  done
  exit 1
)

# Whether all that the last start began is there and answers.
is_whole() (
  load_state || exit 1
  [[ -n "$DATABASE_GIVEN" ]] || is_database_running || exit 1
  if has_nodes; then
    for ((n = 1; n <= $(node_count); n++)); do
      (use_node "$n" && is_running "$SERVER" && answers_soon /health/ready) || exit 1
    done
    ! is_bus_cuttable || is_bus_line_running || exit 1
    is_running balancer && answers_soon /health/ready
  else
    is_running server && answers_soon /health/ready
  fi
)

print_already_running() {
  local differing
  differing="$(differences "$1" "$2")"
  [[ -z "$differing" ]] ||
    fail "Netia is already running, with other settings: $differing. To change them: ./dev.sh stop, then start again."
  start_rotation
  printf 'Netia is already running: http://localhost:%s (logs: %s)\n' "$PORT" "$LOGS"
}

# Whether the embedded PostgreSQL runs where these settings want it.
has_suitable_database() (
  wanted=$DATABASE_PORT
  [[ -z "$DATABASE_GIVEN" ]] && is_database_running && ((DATABASE_PORT == wanted))
)

# By the settings it was started with, which distinguish it from other copies.
end_leftovers() {
  step "Netia runs only in part: the rest of it is ended first"
  (
    load_state || true
    end_nodes
    end_server server
  )
}

start_all() {
  local kind=$1 nodes=$2 from
  need_right_settings
  need_free_port "$PORT" "the server"
  has_suitable_database || end_database
  STARTED_KIND=$kind STARTED_NODES=$nodes
  write_state "$kind" "$nodes"
  mkdir -p "$LOGS"
  start_database
  start_rotation
  if ((nodes > 0)); then
    start_nodes "$kind" "$nodes"
  else
    from="$(log_end)"
    "start_$kind"
    await_readiness "$from"
  fi
}

# Keeps the logs of development bounded, whoever writes them.
start_rotation() {
  is_running rotation || begin rotation bash "$ROOT/server-config/dev/rotate.sh" "$LOGS" >/dev/null 2>&1
}

demo() {
  sed -n "s/.*String $1 = \"\(.*\)\";/\1/p" "$ROOT/ejb/src/main/java/io/netia/demo/service/DemoAccount.java"
}

# Nothing is left half started: what a failed start began is ended.
undo_start() {
  end_nodes
  end_server server
  [[ "$1" == yes ]] || end_database
  end_process rotation
  is_anything_running || rm -f "$STATE"
}

# stop: ends what start began, also what is left of it after a crash; the data stays
verb_stop() {
  end_lock_holders
  lock main
  follow_running_copy
  local was_running=no
  ! is_anything_running || was_running=yes
  end_nodes
  end_server server
  end_database
  end_process rotation
  rm -rf "$STATE" "$RUN/processes"
  if [[ $was_running == yes ]]; then printf 'Stopped.\n'; else printf 'Netia is not running.\n'; fi
}

# reset: empties the database and migrates it anew, after asking (--yes: without); the next start writes the demo data
verb_reset() {
  need_development reset
  need_one_database
  lock main
  local given="${DATABASE_URL:-}"
  follow_running_copy
  [[ -z "$given" || "$given" == "${DATABASE_URL:-}" ]] || fail "What runs here uses another database than this DATABASE_URL: ./dev.sh stop first."
  need_development reset
  if [[ "${1:-}" != --yes ]]; then
    local answer
    read -r -p 'Everything in the database will be lost. Type "yes" to go on: ' answer || answer=no
    [[ "$answer" == yes ]] || fail "Nothing was changed."
  fi
  need_build_tools
  local again=()
  if is_running server || has_nodes; then
    again=("--$(started_kind)")
    ! has_nodes || again+=(--nodes "$(node_count)")
    end_nodes
    end_server server
  fi
  build_if_changed
  with_database empty_schema
  ((${#again[@]} == 0)) || verb_start "${again[@]}"
}

empty_schema() {
  schema empty
  schema migrate
}

# status: shows what runs where, and what does not answer
verb_status() {
  follow_running_copy
  if has_nodes; then nodes_status; else print_status "server:  " server; fi
  if [[ -n "$DATABASE_GIVEN" ]]; then
    printf 'database: DATABASE_URL\n'
  elif (is_database_running); then
    printf 'database: running, embedded (process %s)\n' "$(postmaster_id)"
  elif is_running database || postmaster_id >/dev/null; then
    printf 'database: does not answer: ./dev.sh start mends it\n'
  else
    printf 'database: stopped\n'
  fi
}

# One line about a process that serves on PORT.
print_status() {
  local pid
  if ! pid="$(process_id "$2")"; then
    printf '%s stopped\n' "$1"
  elif answers /health/ready; then
    printf '%s running, http://localhost:%s (process %s)\n' "$1" "$PORT" "$pid"
  elif is_frozen "$pid"; then
    printf '%s does not answer, frozen (process %s): ./dev.sh start mends it\n' "$1" "$pid"
  else
    printf '%s does not answer (process %s): ./dev.sh start mends it\n' "$1" "$pid"
  fi
}

# node: does something to one of several nodes: node kill9|stop|start|restart|pause|resume|status 1
verb_node() {
  local what="${1:-}" n="${2:-}"
  [[ "$what" =~ ^(kill9|stop|start|restart|pause|resume|status)$ ]] || fail "node takes kill9, stop, start, restart, pause, resume or status, and a number."
  follow_running_copy
  [[ "$n" =~ ^[0-9]$ ]] && ((n >= 1 && n <= $(node_count))) || fail "There are $(node_count) nodes, and no node \"$n\"."
  [[ ! "$what" =~ ^(stop|start|restart)$ ]] || lock "node$n"
  [[ ! "$what" =~ start$ ]] || need_running_database
  name_members "$(node_count)"
  use_node "$n"
  "node_$what"
}
