# shellcheck shell=bash
# The processes that start began, each as a file "pid<tab>identity". A pid alone may belong to somebody else by now.

process_file() {
  printf '%s/processes/%s' "$RUN" "$1"
}

# What names a living process beyond its id. Linux counts the start in ticks since the boot, which neither another time zone nor a
# clock that is set changes. Empty, with an error, for one that has ended, also while its parent has yet to notice (a zombie).
process_identity() {
  local stat="" fields
  if [[ -r /proc/self/stat ]]; then
    { IFS='' read -r -d '' stat <"/proc/$1/stat"; } 2>/dev/null || [[ -n "$stat" ]] || return 1
    # The second field is the program's name in parentheses and may hold spaces and parentheses itself.
    read -r -a fields <<<"${stat##*)}"
    [[ -n "${fields[19]:-}" && "${fields[0]}" != [ZX] ]] || return 1
    printf '%s:%s' "$(</proc/sys/kernel/random/boot_id)" "${fields[19]}"
  else
    stat="$(TZ=UTC LC_ALL=C ps -o stat=,lstart= -p "$1" 2>/dev/null)" || return 1
    [[ -n "$stat" && "$stat" != Z* ]] || return 1
    printf '%s' "${stat#* }" | tr -s ' '
  fi
}

# Whether a process was stopped with SIGSTOP.
is_frozen() {
  [[ "$(ps -o stat= -p "$1" 2>/dev/null)" == T* ]]
}

remember() {
  local identity
  identity="$(process_identity "$2")" || return 0
  mkdir -p "$RUN/processes"
  printf '%s\t%s\n' "$2" "$identity" >"$(process_file "$1").$2"
  mv "$(process_file "$1").$2" "$(process_file "$1")"
}

# Runs a command in the background under a name. The process notes itself before it becomes the command, so that it is known from its
# first moment even if this script is killed at once. Redirections of the call apply to it; BEGUN is its id.
begin() {
  local name=$1
  shift
  (
    trap '' HUP
    # shellcheck disable=SC2016  # the shell that is started expands it
    remember "$name" "$(exec sh -c 'echo "$PPID"')"
    exec "$@"
  ) </dev/null &
  BEGUN=$!
  until [[ "$(cut -f1 "$(process_file "$name")" 2>/dev/null)" == "$BEGUN" ]]; do
    process_identity "$BEGUN" >/dev/null || return 0
    sleep 0.02
  done
}

# The id of a process by its name: the one that was noted, else one of this copy that nobody noted (or whose note is damaged).
process_id() {
  local file pid="" identity=""
  file="$(process_file "$1")"
  { IFS=$'\t' read -r pid identity <"$file"; } 2>/dev/null || true
  if [[ "$pid" =~ ^[0-9]+$ && -n "$identity" && "$(process_identity "$pid")" == "$identity" ]]; then
    printf '%s' "$pid"
  else
    unnoted_process_id "$1"
  fi
}

is_running() {
  process_id "$1" >/dev/null
}

# Words in the command line that only the process of that name of this copy has: its program, a "|", and what follows it.
command_words() {
  case "$1" in
    server) printf '%s\n' "java|-Dcom.sun.aas.instanceRoot=$RUN/domains/netia" "java|--rootdir $RUN/micro/root" ;;
    node[0-9]) printf '%s\n' "java|-Dcom.sun.aas.instanceRoot=$RUN/$1/domains/netia" "java|--rootdir $RUN/$1/micro/root" ;;
    launch-server) printf '%s\n' "java|--domaindir $RUN/domains" ;;
    launch-node[0-9]) printf '%s\n' "java|--domaindir $RUN/${1#launch-}/domains" ;;
    database) printf '%s\n' "java|io.netia.database.embedded.Launcher $RUN/postgres" ;;
    postmaster) printf '%s\n' "postgres|-D $RUN/postgres/data" ;;
    balancer) printf '%s\n' "node|$ROOT/server-config/dev/balancer.mjs ${BASE_PORT:-$PORT}" ;;
    bus-line) printf '%s\n' "node|$ROOT/server-config/dev/cuttable.mjs $(member_port "${BASE_PORT:-$PORT}" 1):$((${BASE_PORT:-$PORT} + 91))" ;;
    rotation) printf '%s\n' "bash|$ROOT/server-config/dev/rotate.sh $LOGS" ;;
  esac
}

# Every process of the machine, or what was found a moment ago and put into PROCESS_LIST.
process_list() {
  if [[ -n "${PROCESS_LIST:-}" ]]; then printf '%s\n' "$PROCESS_LIST"; else ps -axww -o pid=,stat=,args=; fi
}

unnoted_process_id() {
  local pid stat line program words found=""
  while IFS='|' read -r program words; do
    while read -r pid stat line; do
      [[ "${line%% *}" != *"$program" || " $line " != *" $words "* || "$stat" == Z* ]] || found="$pid"
    done < <(process_list | grep -F -e "$words")
  done < <(command_words "$1")
  [[ -n "$found" ]] && printf '%s' "$found"
}

# Ends a process by its name: asks first, insists after the given seconds.
end_process() {
  local pid
  if pid="$(process_id "$1")"; then
    end_id "$pid" "${2:-20}" TERM
  fi
  rm -f "$(process_file "$1")"
}

# Ends a process by its id with the signals given, each after so many seconds without an end, and at last by force. One that was
# stopped (SIGSTOP) has to go on to take a signal.
end_id() {
  local pid=$1 seconds=$2 identity signal
  shift 2
  identity="$(process_identity "$pid")" || return 0
  for signal in "$@" KILL; do
    kill -s "$signal" "$pid" 2>/dev/null || true
    kill -s CONT "$pid" 2>/dev/null || true
    await_end "$pid" "$identity" "$seconds" && return
  done
  fail "Process $pid does not end, even by force; the system's log may say why."
}

await_end() {
  local tenths
  for ((tenths = 0; tenths < $3 * 10; tenths++)); do
    [[ "$(process_identity "$1")" == "$2" ]] || return 0
    sleep 0.1
  done
  return 1
}
