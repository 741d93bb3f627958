#!/usr/bin/env bash
# Kills and starts the server under test, for the crash tests: control.sh kill9|start|stop|status.
# NETIA_RUN_DIR, PORT and NETIA_KIND say which; the database stays up.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
for part in say settings processes; do
  # shellcheck source=/dev/null
  source "$ROOT/server-config/dev/$part.sh"
done

case "${1:-}" in
  kill9)
    pid="$(process_id server)" || fail "The server is not running."
    kill -KILL "$pid"
    while is_running server; do sleep 0.05; done
    ;;
  start) "$ROOT/dev.sh" start "--${NETIA_KIND:-payara}" ;;
  stop) end_process server ;;
  status) is_running server ;;
  *) fail "control.sh takes kill9, start, stop or status." ;;
esac
