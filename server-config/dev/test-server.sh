#!/usr/bin/env bash
# An empty Payara Server with the resources and a fresh database, for tests that deploy into it: test-server.sh start|stop.
# Called by Maven around the integration tests of the module ear; PORT and NETIA_RUN_DIR come from there.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
for part in output settings processes lock state tools build database server nodes; do
  # shellcheck source=/dev/null
  source "$ROOT/server-config/dev/$part.sh"
done

stop() {
  end_server server
  end_database
}

case "${1:-}" in
  start)
    stop
    rm -rf "${DATABASE_FOLDER:?}/data"
    at_exit stop
    need_free_port "$PORT" "the server under test"
    start_database
    unpack_payara
    lay_domain
    : >"$DOMAIN/config/after.asadmin"
    boot_payara
    forget_exit_step stop
    ;;
  stop) stop ;;
  *) fail "test-server.sh takes start or stop." ;;
esac
