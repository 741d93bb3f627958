#!/usr/bin/env bash
# What the crash tests do to the server under test and its database: control.sh
# kill9|start|stop|status|log|pause|resume|boot and what is listed below; with a number, one of several nodes is meant.
# NETIA_RUN_DIR, PORT and NETIA_KIND name which; the database stays up unless it is the one meant. boot starts the server alone, whatever
# its database does, and waits for nothing; it needs DATABASE_URL.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
for part in output settings processes lock state tools build database server nodes; do
  # shellcheck source=/dev/null
  source "$ROOT/server-config/dev/$part.sh"
done

# As after a power cut: nothing is finished, and the log is replayed. PostgreSQL does not run as root, so that root starts it as
# nobody, in a user namespace, as it was started at first.
restart_database() {
  local as_nobody=()
  [[ "$(id -u)" != 0 ]] || as_nobody=(unshare -U)
  "${as_nobody[@]}" "$RUN"/postgres/binaries/*/bin/pg_ctl -D "$RUN/postgres/data" -m immediate -w restart \
    >>"$LOGS/postgres.log" 2>&1 </dev/null
}

# All of PostgreSQL, as a machine does that stands still: its connections stay open and answer nothing.
signal_database() {
  local postmaster ids
  postmaster="$(head -n 1 "$DATABASE_FOLDER/data/postmaster.pid")"
  ids="$(ps -axo pid=,ppid= | awk -v of="$postmaster" '$2 == of { print $1 }')"
  # shellcheck disable=SC2086  # several ids
  kill -s "$1" "$postmaster" $ids
}

[[ -z "${2:-}" ]] || exec "$ROOT/dev.sh" node "$1" "$2"

case "${1:-}" in
  kill9)
    pid="$(process_id server)" || fail "The server is not running."
    kill -KILL "$pid"
    while is_running server; do sleep 0.05; done
    ;;
  start) "$ROOT/dev.sh" start "--${NETIA_KIND:-payara}" ;;
  stop) end_server server ;;
  pause) kill -STOP "$(process_id server)" ;;
  resume) kill -CONT "$(process_id server)" ;;
  boot) "start_${NETIA_KIND:-payara}" ;;
  restart-database) restart_database ;;
  pause-database) signal_database STOP ;;
  resume-database) signal_database CONT ;;
  start-database) start_database ;;
  stop-database) end_database ;;
  cut-bus) kill -USR2 "$(process_id bus-line)" ;;
  silence-bus) kill -STOP "$(process_id bus-line)" ;;
  heal-bus) kill -CONT "$(process_id bus-line)" && kill -HUP "$(process_id bus-line)" ;;
  status) is_running server ;;
  log) printf '%s' "$LOG" ;;
  *) fail "control.sh takes kill9, start, stop, status, log, pause, resume, boot, restart-database, pause-database, resume-database, start-database, stop-database, cut-bus, silence-bus or heal-bus." ;;
esac
