#!/usr/bin/env bash
# What the crash tests do to the server under test and its database: control.sh
# kill9|start|stop|status|log|pause|resume|restart-database; with a number, one of several nodes is meant.
# NETIA_RUN_DIR, PORT and NETIA_KIND say which; the database stays up unless it is the one meant.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
for part in say settings processes nodes; do
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

[[ -z "${2:-}" ]] || exec "$ROOT/dev.sh" node "$1" "$2"

case "${1:-}" in
  kill9)
    pid="$(process_id server)" || fail "The server is not running."
    kill -KILL "$pid"
    while is_running server; do sleep 0.05; done
    ;;
  start) "$ROOT/dev.sh" start "--${NETIA_KIND:-payara}" ;;
  stop) end_process server ;;
  pause) kill -STOP "$(process_id server)" ;;
  resume) kill -CONT "$(process_id server)" ;;
  restart-database) restart_database ;;
  cut-bus) kill -USR2 "$(process_id bus-line)" ;;
  silence-bus) kill -STOP "$(process_id bus-line)" ;;
  heal-bus) kill -CONT "$(process_id bus-line)" && kill -HUP "$(process_id bus-line)" ;;
  status) is_running server ;;
  log) printf '%s' "$LOG" ;;
  *) fail "control.sh takes kill9, start, stop, status, log, pause, resume, restart-database, cut-bus, silence-bus or heal-bus." ;;
esac
