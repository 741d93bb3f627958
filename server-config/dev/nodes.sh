# shellcheck shell=bash
# shellcheck disable=SC2034  # the other parts read these
# Several nodes on one database, behind one address: start --nodes 2, and what the tests do to single nodes.

NODES_MOST=5

# Turns the settings of this copy into those of its node $1. Ports follow from the copy's own, as everywhere.
use_node() {
  local base=${BASE_PORT:-$PORT}
  BASE_PORT=$base
  SERVER="node$1"
  START_SECONDS=400
  SERVER_FOLDER="$RUN/node$1"
  LOG="$LOGS/$NETIA_ENV-node$1.log"
  PORT=$((base + $1))
  use_server_ports $((base + 30 + 10 * $1))
  export NETIA_CLUSTER_PORT=$((base + 90 + $1)) NETIA_CLUSTER_INTERFACE=127.0.0.1
  if is_bus_cuttable; then
    NETIA_CLUSTER_PUBLIC_ADDRESS="127.0.0.1:$(member_port "$base" "$1")"
    export NETIA_CLUSTER_PUBLIC_ADDRESS
  fi
}

# With NETIA_CUTTABLE_BUS=yes the nodes reach each other through a line that control.sh can cut.
is_bus_cuttable() {
  [[ "${NETIA_CUTTABLE_BUS:-}" == yes && -z "${REDIS_URL:-}${REDIS_TLS_URL:-}${REDIS_URL_FILE:-}${REDIS_TLS_URL_FILE:-}" ]]
}

# Where the other nodes find the data grid of node $2 of the copy on port $1.
member_port() {
  if is_bus_cuttable; then printf '%s' $(($1 + 95 + $2)); else printf '%s' $(($1 + 90 + $2)); fi
}

start_bus_line() {
  local n pairs=()
  for ((n = 1; n <= $1; n++)); do
    pairs+=("$(member_port "$PORT" "$n"):$((PORT + 90 + n))")
  done
  begin bus-line node "$ROOT/server-config/dev/cuttable.mjs" "${pairs[@]}" >>"$LOGS/bus-line.log" 2>&1
}

# A stopped one takes connections all the same, and passes nothing on.
is_bus_line_running() {
  local pid
  pid="$(process_id bus-line)" && ! is_frozen "$pid"
}

# Which nodes the data grid looks for; with Redis it is not needed.
name_members() {
  [[ -z "${REDIS_URL:-}${REDIS_TLS_URL:-}${REDIS_URL_FILE:-}${REDIS_TLS_URL_FILE:-}" ]] || return 0
  local n members=()
  for ((n = 1; n <= $1; n++)); do
    members+=("127.0.0.1:$(member_port "$PORT" "$n")")
  done
  NETIA_CLUSTER_MEMBERS="$(IFS=, && printf '%s' "${members[*]}")"
  export NETIA_CLUSTER_MEMBERS
}

start_nodes() {
  local kind=$1 count=$2 n
  schema migrate
  name_members "$count"
  # The balancer below.
  export NETIA_TRUSTED_PROXIES="${NETIA_TRUSTED_PROXIES:-127.0.0.1}"
  ! is_bus_cuttable || start_bus_line "$count"
  for ((n = 1; n <= count; n++)); do
    (use_node "$n" && begin_node "$kind") || exit 1
  done
  for ((n = 1; n <= count; n++)); do
    (use_node "$n" && await_readiness "$(<"$SERVER_FOLDER/log-began")") || exit 1
  done
  start_balancer "$count"
}

begin_node() {
  need_free_port "$PORT" "$SERVER"
  mkdir -p "$LOGS" "$SERVER_FOLDER"
  log_end >"$SERVER_FOLDER/log-began"
  "start_$1"
}

start_balancer() {
  local n ports=()
  for ((n = 1; n <= $1; n++)); do
    ports+=("$((PORT + n))")
  done
  begin balancer node "$ROOT/server-config/dev/balancer.mjs" "$PORT" "${ports[@]}" >>"$LOGS/balancer.log" 2>&1
  until answers /health/ready; do
    is_running balancer || fail "The balancer ended while starting; $LOGS/balancer.log says why."
    sleep 0.1
  done
}

# All at once: they finish what they have beside each other.
end_nodes() {
  local n ending=()
  end_process balancer
  end_process bus-line
  for ((n = 1; n <= NODES_MOST; n++)); do
    end_server "node$n" &
    ending+=($!)
  done
  wait "${ending[@]}"
}

nodes_status() {
  local n
  for ((n = 1; n <= $(node_count); n++)); do
    (use_node "$n" && print_status "node $n:  " "$SERVER")
  done
  print_status "balancer:" balancer
  ! is_bus_cuttable || print_bus_line
}

print_bus_line() {
  if is_bus_line_running; then
    printf 'bus line: running (process %s)\n' "$(process_id bus-line)"
  else
    printf 'bus line: does not pass anything on: ./dev.sh start mends it\n'
  fi
}

node_status() {
  is_running "$SERVER"
}

node_kill9() {
  local pid
  pid="$(process_id "$SERVER")" || fail "$SERVER is not running."
  kill -KILL "$pid"
  while is_running "$SERVER"; do sleep 0.05; done
}

node_start() {
  if is_running "$SERVER"; then
    ! answers_soon /health/ready || return 0
    node_stop
  fi
  begin_node "$(started_kind)"
  await_readiness "$(<"$SERVER_FOLDER/log-began")"
}

node_stop() {
  end_server "$SERVER"
}

node_restart() {
  node_stop
  node_start
}

node_pause() {
  kill -STOP "$(process_id "$SERVER")"
}

node_resume() {
  kill -CONT "$(process_id "$SERVER")"
}
