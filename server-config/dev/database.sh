# shellcheck shell=bash
# The embedded PostgreSQL, used when DATABASE_URL is not set.

DATABASE_FOLDER="$RUN/postgres"

config_class_path() {
  printf '%s:%s' "$CONFIG_JAR" "$(<"$ROOT/server-config/target/classpath.txt")"
}

use_embedded_database() {
  [[ -f "$DATABASE_FOLDER/ready" ]] || return 1
  set -a
  # shellcheck source=/dev/null
  source "$DATABASE_FOLDER/ready"
  set +a
}

start_database() {
  if [[ -n "$DATABASE_GIVEN" ]]; then
    step "Asking the database of DATABASE_URL"
    java -cp "$(config_class_path)" io.netia.database.Probe || exit 1
    return
  fi
  if is_running database; then
    use_embedded_database
    return
  fi
  need_free_port "$DATABASE_PORT" "PostgreSQL"
  step "Starting PostgreSQL on 127.0.0.1:$DATABASE_PORT"
  mkdir -p "$DATABASE_FOLDER" "$LOGS"
  rm -f "$DATABASE_FOLDER/ready"
  nohup java -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(config_class_path)" \
    io.netia.database.embedded.Launcher "$DATABASE_FOLDER" "$DATABASE_PORT" >"$LOGS/postgres.log" 2>&1 </dev/null &
  remember database $!
  while [[ ! -f "$DATABASE_FOLDER/ready" ]]; do
    is_running database || fail "PostgreSQL did not start; $LOGS/postgres.log says why."
    sleep 0.2
  done
  use_embedded_database
}

need_running_database() {
  [[ -n "$DATABASE_GIVEN" ]] || { is_running database && use_embedded_database; } ||
    fail "The database is not running: ./dev.sh start."
}

# Runs a function with the database up, and leaves the database as it was found.
with_database() {
  local was_running=no
  ! is_running database || was_running=yes
  # shellcheck disable=SC2064  # the value of now is meant
  [[ $was_running == yes ]] || trap "end_process database" EXIT
  start_database
  "$@"
  if [[ $was_running == no ]]; then
    trap - EXIT
    end_process database
  fi
}

# The application's classes and libraries as the EAR holds them.
application_class_path() {
  printf '%s:%s:%s' "$ROOT/ear/target/netia/lib/*" "$ROOT/ear/target/netia/ejb.jar" "$(config_class_path)"
}

schema() {
  step "Schema: $1"
  local output
  output="$(java -cp "$(application_class_path)" io.netia.migrations.service.SchemaCommand "$1" 2>&1)" ||
    fail "The schema could not be changed: $(sed -n 's/^\(Exception in thread "main" \|Caused by: \)[A-Za-z0-9_.$]*: //p' <<<"$output" | tail -n 1)"
}
