# shellcheck shell=bash
# The whole check and the benchmark: each with servers, ports and data of their own, so that a running product is not touched.

# Everything of one suite comes from one address, which the limits against strangers would stop.
no_limits() {
  export NETIA_SOCKETS_PER_ADDRESS=0 NETIA_LIMIT_JOIN=0 NETIA_LIMIT_EVENT=0 NETIA_LIMIT_MESSAGE=0 \
    NETIA_LIMIT_REGISTRATION=0 NETIA_LIMIT_CUSTOMER=0 NETIA_LIMIT_CONVERSATION=0 NETIA_LIMIT_LOGIN_ADDRESS=0 \
    NETIA_LIMIT_LOGIN_NAME=0 NETIA_LIMIT_IDENTIFY=0 NETIA_LIMIT_DESCRIPTION=0 \
    NETIA_LIMIT_ANONYMOUS=0 NETIA_LIMIT_PAGE=0 NETIA_LIMIT_HANDSHAKE=0 NETIA_LIMIT_ANSWERS=0 NETIA_LIMIT_DISCARDED=0 NETIA_CONNECTIONS_PER_ADDRESS=0 NETIA_REQUESTS_PER_ADDRESS=0 NETIA_EVENTS_PER_ADDRESS=0 \
    NETIA_HASHES_WAITING=32 NETIA_HASHES_WAITING_PER_ADDRESS=32 \
    NETIA_ANSWERS_WAITING=1000 NETIA_ANSWERS_WAITING_PER_ADDRESS=1000 \
    NETIA_SEARCHES_WAITING=64 NETIA_SEARCHES_WAITING_PER_ADDRESS=64
}

need_browser() {
  local browser
  for browser in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome; do
    [[ -n "$browser" && -n "$(command -v "$browser")" ]] && return
  done
  [[ "$(id -u)" == 0 && -n "$(command -v apt-get)" ]] ||
    fail "A Chromium browser is needed: install it (Debian package chromium) or set CHROMIUM_PATH."
  step "Installing Chromium"
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null; then
    fail "Chromium could not be installed with apt-get; set CHROMIUM_PATH to a browser."
  fi
}

# The scripts themselves: what ShellCheck finds, and what becomes of what they began.
run_script_tests() {
  if [[ -z "$(command -v shellcheck)" && "$(id -u)" == 0 && -n "$(command -v apt-get)" ]]; then
    apt-get install -y -qq --no-install-recommends shellcheck >/dev/null 2>&1 || true
  fi
  if [[ -n "$(command -v shellcheck)" ]]; then
    shellcheck -x "$ROOT"/dev.sh "$ROOT"/server-config/dev/*.sh "$ROOT"/server-config/dev/test/*.sh || return 1
  else
    step "ShellCheck is not installed: the scripts are not checked with it"
  fi
  if [[ -n "$(command -v promtool)" ]]; then
    promtool test rules "$ROOT/server-config/dev/test/alerts.test.yml" || return 1
  else
    step "promtool (Debian package prometheus) is not installed: the alert rules are not tried"
  fi
  "$ROOT/server-config/dev/test/lifecycle.test.sh"
}

run_all_tests() {
  need_browser
  local output="$ROOT/.run/test" failed=0
  mkdir -p "$output"
  unset DATABASE_URL DATABASE_OWNER_URL
  step "The scripts"
  run_script_tests 2>&1 | tee "$output/scripts.log" || failed=1
  step "Building, unit tests, integration tests, the EAR in Payara Server"
  (cd "$ROOT" && mvn -B -ntp verify) 2>&1 | tee "$output/maven.log" || failed=1
  if [[ $failed == 0 ]]; then
    sources_sum >"$STAMP"
    run_system_tests payara 4300 2>&1 | tee "$output/payara.log" || failed=1
    run_system_tests micro 4400 2>&1 | tee "$output/micro.log" || failed=1
    run_chaos --runs 20 2>&1 | tee "$output/chaos.log" || failed=1
  fi
  step "Done"
  sum_up "$output"
  return $failed
}

# The suite from outside against one of the two archives.
run_system_tests() {
  local kind=$1
  export NETIA_RUN_DIR="$ROOT/.run/test-$kind" PORT=$2 NETIA_ENV=test NETIA_HEAP=768m
  export BACKEND_URL="http://localhost:$PORT" NETIA_KIND="$kind" NETIA_METRICS_TOKEN=metrics-token-of-the-tests
  no_limits
  # More than any test opens or signs in at once from one address, but those that mean to, and have addresses of their own.
  export NETIA_SOCKETS_PER_ADDRESS=400 NETIA_CONNECTIONS_PER_ADDRESS=1000 NETIA_LIMIT_LOGIN_ADDRESS=600 NETIA_LIMIT_LOGIN_NAME=20 NETIA_LIMIT_PAGE=12000
  export NETIA_LIMIT_CONVERSATION=6000
  # The events of all tests take turns, as those of an office do.
  export NETIA_EVENTS_PER_ADDRESS=8
  # Which address counts as a visitor's is seen only where it is kept.
  export PAPERCUPS_IP_COLLECTION_ENABLED=true
  step "The product from outside: $kind"
  rm -rf "$NETIA_RUN_DIR/postgres/data"
  "$ROOT/dev.sh" start "--$kind" || return 1
  local result=0
  (
    cd "$ROOT/ear/src/system-test"
    export NETIA_URL="http://127.0.0.1:$PORT" NETIA_CONTROL="$ROOT/server-config/dev/control.sh"
    node "$ROOT/server-config/npm/project.mjs" . check
  ) || result=1
  "$ROOT/dev.sh" stop
  return $result
}

# What only several nodes can get wrong, and then the faults: people write while nodes are killed and frozen, sockets and the bus between
# the nodes cut and the database restarted; afterwards everything must be there, once. --seeds is the long form, with pauses as they are
# in real life, each time with other seeds; --runs the short one, always with the same.
run_chaos() {
  local seeds=20 first="" long=yes
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --seeds) seeds="${2:-}" ;;
      --runs) seeds="${2:-}" long=no first="${NETIA_SEED:-1}" ;;
      --seed) first="${2:-}" seeds=1 ;;
      *) fail "chaos takes --seeds NUMBER, --runs NUMBER or --seed NUMBER, not \"$1\"." ;;
    esac
    shift 2 || fail "chaos: the number after $1 is missing."
  done
  [[ "$seeds$first" =~ ^[0-9]+$ ]] || fail "chaos takes whole numbers."
  (
    export NETIA_RUN_DIR="$ROOT/.run/chaos" PORT="${NETIA_CHAOS_PORT:-4600}" NETIA_ENV=test NETIA_HEAP=512m
    export NETIA_NODES=2 NETIA_CUTTABLE_BUS=yes NETIA_CHAOS_SEEDS="$seeds" NETIA_CHAOS_LONG="$long"
    export BACKEND_URL="http://localhost:$PORT" NETIA_URL="http://127.0.0.1:$PORT"
    export NETIA_CONTROL="$ROOT/server-config/dev/control.sh"
    [[ -z "$first" ]] || export NETIA_SEED="$first"
    unset DATABASE_URL DATABASE_OWNER_URL
    no_limits
    step "The product under faults: two nodes, $seeds runs"
    rm -rf "$NETIA_RUN_DIR/postgres/data"
    trap '"$ROOT/dev.sh" stop' EXIT
    "$ROOT/dev.sh" start --micro --nodes 2 || exit 1
    cd "$ROOT/ear/src/system-test" || exit 1
    node "$ROOT/server-config/npm/project.mjs" . test src/nodes.test.ts src/chaos.test.ts src/reconnect.test.ts
  )
}

# One closing line over all suites: Surefire's and Failsafe's sums per module, Vitest's sum per project.
sum_up() {
  cat "$1"/*.log | sed 's/\x1b\[[0-9;]*m//g' | awk '
    /^\[(INFO|WARNING|ERROR)\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
      gsub(",", ""); run += $4; failed += $6 + $8; skipped += $10
    }
    $1 == "Tests" && /\([0-9]+\)$/ {
      for (i = 2; i < NF; i++) {
        if ($(i + 1) == "passed") { run += $i }
        if ($(i + 1) == "failed") { run += $i; failed += $i }
        if ($(i + 1) == "skipped") { run += $i; skipped += $i }
      }
    }
    END { printf "%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped }'
}

# Ten thousand connections are as many open files, in the server and in the programme that opens them.
allow_many_connections() {
  ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
}

# Linux may share the processors among sessions first and look at priorities only within one. Then an attacker of the lowest class takes as
# much as the whole server, which is in another session.
readonly AUTOGROUP=/proc/sys/kernel/sched_autogroup_enabled
AUTOGROUP_CHANGED=""
schedule_by_process() {
  [[ -r "$AUTOGROUP" && "$(<"$AUTOGROUP")" == 1 ]] || return 0
  if [[ ! -w "$AUTOGROUP" ]]; then
    step "kernel.sched_autogroup_enabled is 1 and may not be changed: what the attacker does itself is in the figures"
    return
  fi
  echo 0 >"$AUTOGROUP"
  AUTOGROUP_CHANGED=yes
}

schedule_by_session() {
  [[ -z "$AUTOGROUP_CHANGED" ]] || echo 1 >"$AUTOGROUP"
}

run_bench() {
  local kind=payara word words=()
  for word in "$@"; do
    if [[ "$word" == --micro ]]; then
      kind=micro
    else
      words+=("$word")
    fi
  done
  allow_many_connections
  # As in production, the heap is there before the first request: on some machines memory that is new costs more than what is done in it.
  export NETIA_RUN_DIR="$ROOT/.run/bench" PORT="${NETIA_BENCH_PORT:-4200}" NETIA_ENV=test NETIA_PRETOUCH=yes
  export BACKEND_URL="http://localhost:$PORT"
  # Under attack the limits are what is measured; elsewhere all load comes from one address.
  if [[ "${words[0]:-}" != hostile ]]; then
    no_limits
    export NETIA_SOCKET_EVENTS_PER_SECOND=1000000 NETIA_SOCKET_EVENT_BURST=1000000
  fi
  trap 'schedule_by_session; "$ROOT/dev.sh" stop' EXIT
  [[ "${words[0]:-}" != hostile ]] || schedule_by_process
  "$ROOT/dev.sh" start "--$kind"
  local postmaster=""
  if [[ -z "$DATABASE_GIVEN" ]]; then
    # shellcheck source=/dev/null
    source "$NETIA_RUN_DIR/postgres/ready"
    postmaster="$(head -n 1 "$NETIA_RUN_DIR/postgres/data/postmaster.pid")"
  fi
  NETIA_URL="http://127.0.0.1:$PORT" \
    NETIA_JDBC_URL="jdbc:postgresql://127.0.0.1:$((PORT + 30))/netia?user=netia_owner" \
    NETIA_JDBC_DRIVER="$(echo "$ROOT"/server-config/target/lib/postgresql-*.jar)" \
    NETIA_DATABASE_PID="$postmaster" \
    NETIA_PID="$(cut -f1 "$NETIA_RUN_DIR/processes/server")" \
    "$ROOT/ear/src/bench/bench.sh" ${words[@]+"${words[@]}"}
}
