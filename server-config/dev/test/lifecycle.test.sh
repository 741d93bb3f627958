#!/usr/bin/env bash
# What dev.sh makes of processes that were killed or frozen, of damaged notes and of two terminals at once: whatever happened, status
# shows it as it is, start ends with everything answering, and stop with nothing left. Each function test_… is one sentence.
set -uo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck disable=SC2034  # the harness reads it
ROOT="$(cd "$here/../../.." && pwd)"
NETIA_RUN_DIR="$(mktemp -d)"
export NETIA_RUN_DIR NETIA_ENV=test
unset PORT DATABASE_URL DATABASE_OWNER_URL BACKEND_URL REDIS_URL REDIS_TLS_URL MIX_ENV
readonly PORT_UNDER_TEST=4720
# shellcheck source=/dev/null
source "$here/harness.sh"

each_process_of_one_server=(server database postmaster rotation)
each_process_of_nodes=(node1 balancer bus-line)

start_one() { PORT=$PORT_UNDER_TEST dev start --micro; }
start_nodes() { PORT=$PORT_UNDER_TEST NETIA_CUTTABLE_BUS=yes dev start --micro --nodes 1; }

test_what_was_killed_or_frozen_is_begun_anew_by_start_and_ended_by_stop() {
  local signal name
  for signal in KILL STOP; do
    for name in "${each_process_of_one_server[@]}"; do
      start_one && send "$signal" "$name" && dev status && start_one && all_answer server "after $signal to $name, start"
      # It may be one that nobody needed again, and has not begun.
      send "$signal" "$name" 2>/dev/null || true
      dev stop && nothing_is_left "after $signal to $name, stop"
    done
    for name in "${each_process_of_nodes[@]}"; do
      start_nodes && send "$signal" "$name" && dev status && start_nodes && all_answer balancer "after $signal to $name, start"
      passes_on bus-line "after $signal to $name, start"
      # It may be one that nobody needed again, and has not begun.
      send "$signal" "$name" 2>/dev/null || true
      dev stop && nothing_is_left "after $signal to $name, stop"
    done
  done
}

test_help_names_every_verb_and_what_it_does() {
  local verb
  dev help
  for verb in $(sed -n 's/^verb_\([a-z_]*\)() {$/\1/p' "$ROOT"/server-config/dev/*.sh); do
    # shellcheck disable=SC2154  # the harness assigns it
    grep -qE "^  ${verb//_/-} +[A-Za-z]" <<<"$output" || failed "help does not name ${verb//_/-}"
  done
}

test_a_question_for_help_is_answered_where_nothing_was_built_and_nothing_runs() {
  local question
  for question in "" help --help -h "start --help" "restore -h"; do
    # shellcheck disable=SC2086  # a verb and its words
    dev $question
    shows "Usage: ./dev.sh VERB"
  done
  for question in admin "admin --help" "admin -h" "admin help" "admin users --help"; do
    # shellcheck disable=SC2086  # a verb and its words
    dev $question
    shows "Usage: ./dev.sh admin COMMAND"
    shows "reset-password EMAIL"
  done
  refused admin accounts
  shows "Nothing has been built yet: ./dev.sh build."
  nothing_is_left "a question"
}

test_status_shows_that_the_line_between_nodes_is_dead() {
  local signal
  for signal in KILL STOP; do
    start_nodes
    dev status
    shows "bus line: running"
    send "$signal" bus-line
    dev status
    shows "bus line: does not pass anything on: ./dev.sh start mends it"
    dev stop
  done
}

test_a_backup_never_replaces_a_file() {
  printf 'the one before' >"$NETIA_RUN_DIR/kept"
  refused backup "$NETIA_RUN_DIR/kept"
  shows "$NETIA_RUN_DIR/kept is there already, and is kept: name another file."
  is "$(<"$NETIA_RUN_DIR/kept")" "the one before" "the file"
}

test_restore_names_what_it_needs() {
  refused restore
  shows "restore takes the name of a file that backup has written."
  refused restore --yes /nowhere
  shows "/nowhere: there is no such file."
  refused restore one two
  shows 'restore takes one file, not "one" and "two".'
}

test_status_does_not_call_running_what_does_not_answer() {
  start_one
  send STOP server
  dev status
  shows "server:   does not answer, frozen"
  send CONT server
  id_of server >"$NETIA_RUN_DIR/micro/sick"
  dev status
  shows "server:   does not answer (process"
  rm "$NETIA_RUN_DIR/micro/sick"
  send KILL postmaster
  dev status
  shows "database: does not answer"
}

test_a_server_that_is_there_but_not_ready_is_begun_anew() {
  start_one
  local before
  before="$(id_of server)"
  echo "$before" >"$NETIA_RUN_DIR/micro/sick"
  start_one
  all_answer server "start with a server that was not ready"
  is_not "$before" "$(id_of server)" "the server's process"
}

test_a_zombie_is_not_running() {
  start_one
  send KILL server
  note_zombie server
  dev status
  shows "server:   stopped"
  start_one
  all_answer server "start over a zombie"
}

test_a_note_without_a_start_time_or_with_nonsense_keeps_no_verb_from_its_end() {
  local text
  for text in "" "12" $'12\t' "nonsense" $'nonsense\tnonsense'; do
    start_one
    note server "$text"
    note database "$text"
    dev status
    shows "server:   running"
    dev stop
    nothing_is_left "stop with the note \"$text\""
  done
}

test_a_note_with_the_id_of_a_process_of_somebody_else_harms_nobody() {
  start_one
  send KILL server
  sleep 60 &
  local stranger=$!
  note server "$stranger"$'\t'"$(cut -f2 "$NETIA_RUN_DIR/processes/database")"
  printf '%s\n' "$stranger" >"$NETIA_RUN_DIR/postgres/data/postmaster.pid"
  dev stop
  nothing_is_left "stop with a note that names a stranger"
  kill "$stranger" || failed "stop ended a process that is not Netia's"
}

test_another_time_zone_hides_nothing() {
  TZ=Asia/Tokyo start_one
  TZ=America/New_York dev status
  shows "server:   running"
  TZ=UTC dev stop
  nothing_is_left "stop in another time zone"
}

test_no_clock_that_can_be_set_is_in_the_notes() {
  start_one
  local id
  id="$(id_of server)"
  [[ ! -r /proc/self/stat ]] || is "$(cut -f2 "$NETIA_RUN_DIR/processes/server")" \
    "$(</proc/sys/kernel/random/boot_id):$(sed 's/.*) //' "/proc/$id/stat" | cut -d' ' -f20)" "the server's note"
}

test_a_lost_or_damaged_state_file_is_survived() {
  local text
  for text in "" "STARTED_KIND=(" "rm -rf nothing"; do
    start_one
    printf '%s' "$text" >"$NETIA_RUN_DIR/state"
    dev status
    shows "server:   "
    start_one
    all_answer server "start with the state file \"$text\""
  done
  rm "$NETIA_RUN_DIR/state"
  dev stop
  nothing_is_left "stop without a state file"
}

test_an_address_beside_the_embedded_database_is_refused_instead_of_ignored() {
  local name verb
  for name in DATABASE_OWNER_URL DATABASE_BACKUP_URL DATABASE_OWNER_URL_FILE; do
    for verb in start "backup $NETIA_RUN_DIR/file" migrate "reset --yes" psql; do
      export "$name=/nowhere"
      # shellcheck disable=SC2086  # a verb and its words
      refused $verb
      unset "$name"
      shows "DATABASE_URL is not: set both"
    done
  done
  nothing_is_left "what was refused"
  DATABASE_OWNER_URL=postgres://nobody@localhost/none dev stop
}

test_settings_that_dev_sh_reads_itself_can_stand_in_files() {
  printf '%s\n' "$PORT_UNDER_TEST" >"$NETIA_RUN_DIR/port"
  printf 'https://chat.example.com\n' >"$NETIA_RUN_DIR/address"
  PORT_FILE="$NETIA_RUN_DIR/port" BACKEND_URL_FILE="$NETIA_RUN_DIR/address" dev start --micro
  all_answer server "start with settings in files"
  is "$(grep -E '^(BACKEND_URL|PORT)' "$NETIA_RUN_DIR/state" | tr '\n' ' ')" \
    "BACKEND_URL=https://chat.example.com PORT=$PORT_UNDER_TEST " "what the server is given"
  PORT=1 PORT_FILE="$NETIA_RUN_DIR/port" refused status
  shows "PORT and PORT_FILE are both set"
  NETIA_ENV='' NETIA_ENV_FILE=/nowhere refused status
  shows "NETIA_ENV_FILE names /nowhere, which cannot be read"
}

test_a_heap_that_is_no_size_is_refused_before_anything_is_started() {
  local heap
  for heap in 2x 0 lots 1.5g 512; do
    NETIA_HEAP=$heap refused start --micro
    shows "NETIA_HEAP is \"$heap\": it must be a size such as 768m or 2g."
  done
}

test_a_start_with_other_settings_names_which_and_how_to_change_them() {
  start_one
  PORT=$((PORT_UNDER_TEST + 1)) refused start --micro
  shows "PORT is $PORT_UNDER_TEST, not $((PORT_UNDER_TEST + 1)). To change them: ./dev.sh stop"
  PORT=$PORT_UNDER_TEST refused start --payara
  shows "it runs as micro, 0 nodes, not as payara"
  PORT=$PORT_UNDER_TEST SECRET_KEY_BASE=hidden refused start --micro
  shows "SECRET_KEY_BASE is another"
  hides hidden
  start_one
  shows "Netia is already running: http://localhost:$PORT_UNDER_TEST"
}

test_other_settings_after_a_crash_are_taken() {
  start_one
  send KILL server
  PORT=$((PORT_UNDER_TEST + 1)) dev start --micro
  shows "Netia runs at http://localhost:$((PORT_UNDER_TEST + 1))"
  all_answer server "start on another port after a crash" $((PORT_UNDER_TEST + 1))
}

test_other_terminals_know_the_port_and_the_settings() {
  PORT=$PORT_UNDER_TEST NETIA_TEST_SETTING="it's here" dev start --micro
  dev status
  shows "http://localhost:$PORT_UNDER_TEST "
  dev reset --yes
  all_answer server "reset from another terminal"
  PORT=$PORT_UNDER_TEST NETIA_TEST_SETTING="it's here" dev start --micro
  shows "already running"
  is "$(tr '\0' '\n' <"/proc/$(id_of server)/environ" | grep ^NETIA_TEST_SETTING)" "NETIA_TEST_SETTING=it's here" "a setting after reset"
  dev stop
  start_nodes
  dev node restart 1
  all_answer balancer "node restart from another terminal"
  dev reset --yes
  all_answer balancer "reset of nodes from another terminal"
}

test_reset_empties_no_other_database_than_the_one_that_is_meant() {
  start_one
  DATABASE_URL=postgres://a:b@127.0.0.1:1/other refused reset --yes
  shows "another database than this DATABASE_URL"
  NETIA_ENV=prod refused reset --yes
  shows "is for development"
}

test_two_starts_at_once_are_one() {
  (BUILD_TAKES=1 start_one >/dev/null) &
  local first=$!
  sleep 0.3
  start_one
  shows "already running"
  wait "$first"
  is "$(count_of launcher.mjs) $(count_of server.mjs)" "1 1" "launchers and servers"
}

test_a_start_that_was_killed_at_any_moment_is_taken_up_by_the_next_and_ended_by_stop() {
  local moment verb
  for moment in build database server; do
    for verb in start stop; do
      kill_start_at "$moment"
      if [[ $verb == start ]]; then
        start_one
        all_answer server "start after a start that was killed at the $moment"
      fi
      dev stop
      nothing_is_left "$verb after a start that was killed at the $moment"
    done
  done
}

test_stop_ends_a_start_that_is_at_work_or_suspended() {
  local signal
  for signal in CONT STOP; do
    (exec env PORT=$PORT_UNDER_TEST BUILD_TAKES=5 "$here/dev-with-fakes.sh" start --micro >/dev/null 2>&1) &
    until [[ -e "$NETIA_RUN_DIR/locks/main" ]]; do sleep 0.05; done
    kill -s "$signal" "$(cut -f1 "$NETIA_RUN_DIR/locks/main")"
    dev stop
    nothing_is_left "stop during a start (SIG$signal)"
  done
}

test_a_start_that_is_interrupted_leaves_nothing() {
  (exec env PORT=$PORT_UNDER_TEST SERVER_TAKES=20 "$here/dev-with-fakes.sh" start --micro >/dev/null 2>&1) &
  local starting=$!
  await_note server
  kill -TERM "$starting"
  wait "$starting"
  nothing_is_left "an interrupted start"
}

run_tests
