# shellcheck shell=bash
# shellcheck disable=SC2154,SC2001  # the test sets where it is
# How the tests of dev.sh act and judge. A test goes on after a failure, so that one run shows all of them.

failures=0
output=""

# Runs a verb as another terminal would, and keeps what it shows.
dev() {
  output="$("$here/dev-with-fakes.sh" "$@" 2>&1)" || failed "dev.sh $* ended with $?"
}

refused() {
  ! output="$("$here/dev-with-fakes.sh" "$@" 2>&1)" || failed "dev.sh $* was not refused"
}

failed() {
  failures=$((failures + 1))
  printf '    %s\n' "$1"
  sed 's/^/      | /' <<<"$output"
}

shows() { [[ "$output" == *"$1"* ]] || failed "expected to read \"$1\""; }
hides() { [[ "$output" != *"$1"* ]] || failed "expected not to read \"$1\""; }
is() { [[ "$1" == "$2" ]] || failed "$3: \"$1\" instead of \"$2\""; }
is_not() { [[ "$1" != "$2" ]] || failed "$3 is \"$2\" still"; }

id_of() {
  if [[ "$1" == postmaster ]]; then
    head -n 1 "$NETIA_RUN_DIR/postgres/data/postmaster.pid"
  else
    cut -f1 "$NETIA_RUN_DIR/processes/$1"
  fi
}

# Processes of this test by a word of their command line. The run folder's name is only this test's.
count_of() {
  ps -axww -o args= | grep -F "$NETIA_RUN_DIR" | grep -cF "$1"
}

send() { kill -s "$1" "$(id_of "$2")"; }

note() { printf '%s' "$2" >"$NETIA_RUN_DIR/processes/$1"; }

await_note() {
  until [[ -s "$NETIA_RUN_DIR/processes/$1" ]]; do sleep 0.02; done
}

all_answer() {
  local port=${3:-$PORT_UNDER_TEST}
  get "$port" || failed "$2: nobody answers on $port"
  local counts="" tries
  # A child has its parent's command line until it has become its own program.
  for ((tries = 0; tries < 30; tries++)); do
    counts="$(count_of postgres.mjs) $(count_of server.mjs) $(count_of rotate.sh)"
    [[ "$counts" != "1 1 1" ]] || break
    sleep 0.1
  done
  is "$counts" "1 1 1" "$2: databases, servers, log rotations"
  kill -0 "$(id_of "$1")" || failed "$2: no $1"
}

# Whether a process is there and not frozen.
passes_on() {
  kill -0 "$(id_of "$1")" || failed "$2: no $1"
  [[ "$(ps -o stat= -p "$(id_of "$1")")" != T* ]] || failed "$2: $1 is frozen"
}

get() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3 && read -r -t 3 line <&3 && [[ "$line" == *" 200"* ]]) 2>/dev/null
}

nothing_is_left() {
  local left
  left="$(ps -axww -o pid=,stat=,args= | grep -F -e "$NETIA_RUN_DIR" -e "balancer.mjs $PORT_UNDER_TEST" -e "cuttable.mjs $((PORT_UNDER_TEST + 96))" |
    grep -v -e 'grep -F' -e ' Z')"
  [[ -z "$left" ]] || failed "$1 left: $left"
}

# A process that has ended while its parent does not ask for it, under the name of ours.
note_zombie() {
  local folder
  folder="$(mktemp -d)"
  bash -c 'sleep 0.5 & echo $! >"$1/pid"; exec sleep 30' zombie "$folder" &
  until [[ -s "$folder/pid" ]]; do sleep 0.02; done
  local pid
  pid="$(<"$folder/pid")"
  # shellcheck source=/dev/null
  note "$1" "$pid"$'\t'"$(source "$ROOT/server-config/dev/processes.sh" && process_identity "$pid")"
  until [[ "$(ps -o stat= -p "$pid")" == Z* ]]; do sleep 0.05; done
  rm -r "$folder"
}

# Begins a start and kills it, as kill -9 would, when it has come so far.
kill_start_at() {
  (exec env PORT="$PORT_UNDER_TEST" BUILD_TAKES=1 "$here/dev-with-fakes.sh" start --micro >/dev/null 2>&1) &
  local starting=$!
  case "$1" in
    build) until [[ -e "$NETIA_RUN_DIR/locks/main" ]]; do sleep 0.02; done ;;
    *) await_note "$1" ;;
  esac
  kill -KILL "$starting"
  wait "$starting" 2>/dev/null
}

run_tests() {
  local name bad=0 count=0 words="${ONLY:-}"
  trap '"$here/dev-with-fakes.sh" stop >/dev/null 2>&1; rm -rf "$NETIA_RUN_DIR"' EXIT
  for name in $(declare -F | sed -n 's/^declare -f \(test_.*\)$/\1/p'); do
    [[ "$name" =~ $words ]] || continue
    failures=0
    count=$((count + 1))
    "$name"
    if ((failures > 0)); then bad=$((bad + 1)) && printf 'not ok '; else printf 'ok '; fi
    printf '%s (%s s)\n' "$(sed -e 's/^test_//' -e 's/_/ /g' <<<"$name")" "$SECONDS"
    "$here/dev-with-fakes.sh" stop >/dev/null 2>&1
  done
  printf '[INFO] Tests run: %s, Failures: %s, Errors: 0, Skipped: 0\n' "$count" "$bad"
  ((bad == 0))
}
