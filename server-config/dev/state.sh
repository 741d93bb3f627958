# shellcheck shell=bash
# What the running copy was started with, in one file that only its owner may read: verbs from another terminal need all of it.

STATE="$RUN/state"
unset STARTED_KIND STARTED_NODES

# Variables of these names are settings of the product or of dev.sh; what the tests and the benchmark pass to each other is not.
SETTING_NAMES='^(NETIA_|PAPERCUPS_|DATABASE_|REQUIRE_DB_|REDIS_|SECRET_KEY_BASE|SMTP_|LLM_|BACKEND_URL$|MIX_ENV$|PORT$|OPENAI_API_KEY|REACT_APP_URL)'
NO_SETTING_NAMES='^(NETIA_(URL|CONTROL|KIND|NODES|SEED|PID|CHAOS.*|BENCH.*|JDBC.*|DATABASE_PID)|DATABASE_(FOLDER|GIVEN|PORT))$'

setting_names() {
  compgen -e | grep -E "$SETTING_NAMES" | grep -vE "$NO_SETTING_NAMES" | grep -vx NETIA_RUN_DIR || true
}

# Notes the settings as they are now, and what was asked for: write_state KIND NODES.
write_state() {
  local name
  (
    umask 077
    {
      printf 'STARTED_KIND=%q\nSTARTED_NODES=%q\n' "$1" "$2"
      for name in $(setting_names); do
        # Not the addresses of the embedded database, which are known only while it runs.
        [[ "$name" != DATABASE_* || -n "$DATABASE_GIVEN" ]] || continue
        printf '%s=%q\n' "$name" "${!name}"
      done
    } >"$STATE.$$"
    mv "$STATE.$$" "$STATE"
  )
}

has_state() {
  [[ -s "$STATE" ]] && bash -n "$STATE" 2>/dev/null && ! grep -qvE '^[A-Z][A-Z0-9_]*=' "$STATE"
}

# Puts the noted settings in the place of those of this terminal.
load_state() {
  local name
  has_state || return 1
  for name in $(setting_names); do unset "$name"; done
  set -a
  # shellcheck source=/dev/null
  source "$STATE"
  set +a
  export -n STARTED_KIND STARTED_NODES
  use_settings
}

# Asks whether anything runs here, by the noted settings if there are any.
is_anything_running() (
  load_state || true
  # shellcheck disable=SC2034  # process_list reads it
  PROCESS_LIST="$(process_list)"
  for name in server database postmaster balancer bus-line node1 node2 node3 node4 node5 launch-server; do
    ! is_running "$name" || exit 0
  done
  exit 1
)

# For verbs about the running copy. Without one the settings of this terminal hold.
follow_running_copy() {
  ! has_state || ! is_anything_running || load_state
}

# For verbs about the database: an address that this terminal gives is meant, whatever runs here.
follow_running_database() {
  need_one_database
  [[ -n "$DATABASE_GIVEN" ]] || follow_running_copy
}

started_kind() {
  printf '%s' "${STARTED_KIND:-payara}"
}

node_count() {
  printf '%s' "${STARTED_NODES:-0}"
}

has_nodes() {
  (($(node_count) > 0))
}

# How what is asked for now differs from what runs, as a list for people; empty when it does not. Values may be secrets.
differences() {
  local kind=$1 nodes=$2 name now was before="" list=()
  has_state || return 0
  now="$(setting_names)"$'\n'
  before="$(sed -n 's/=.*//p' "$STATE" | grep -v '^STARTED_')"
  was="$( (load_state && printf '%s, %s nodes' "$(started_kind)" "$(node_count)"))"
  [[ "$was" == "$kind, $nodes nodes" ]] || list+=("it runs as $was, not as $kind, $nodes nodes")
  for name in $(sort -u <<<"$now$before"); do
    was="$( (load_state && printf '%s' "${!name:-}"))"
    [[ "$was" == "${!name:-}" ]] && continue
    case "$name" in
      BACKEND_URL) [[ "$was" == http://localhost:* && "$BACKEND_URL" == "http://localhost:$PORT" ]] || list+=("$name is another") ;;
      PORT | NETIA_ENV | NETIA_HEAP) list+=("$name is ${was:-not set}, not ${!name:-not set}") ;;
      *) list+=("$name is another") ;;
    esac
  done
  (IFS=';' && printf '%s' "${list[*]-}" | sed 's/;/; /g')
}
