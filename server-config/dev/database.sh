# shellcheck shell=bash
# The embedded PostgreSQL, used when DATABASE_URL is not set.

DATABASE_FOLDER="$RUN/postgres"
# "yes" once the addresses in the environment are those of the embedded database.
EMBEDDED_ADDRESSES=""

config_class_path() {
  printf '%s:%s' "$CONFIG_JAR" "$(<"$ROOT/server-config/target/classpath.txt")"
}

# Takes the addresses of the running database, which need not be on the port that PORT would give it.
use_embedded_database() {
  [[ -s "$DATABASE_FOLDER/ready" ]] || return 1
  set -a
  # shellcheck source=/dev/null
  source "$DATABASE_FOLDER/ready"
  set +a
  # shellcheck disable=SC2034  # settings.sh reads it
  EMBEDDED_ADDRESSES=yes
  DATABASE_PORT="${DATABASE_URL##*:}"
  DATABASE_PORT="${DATABASE_PORT%%/*}"
}

# Whether a PostgreSQL answers on the port: it answers by one letter whether it takes TLS, before anybody signs in.
postgres_answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$DATABASE_PORT" || exit 1
    printf '\x00\x00\x00\x08\x04\xd2\x16\x2f' >&3
    read -r -t "$ANSWER_SECONDS" -n 1 letter <&3 && [[ "$letter" == [NS] ]]
  ) 2>/dev/null
}

# PostgreSQL itself counts, not the program that launched it: it goes on without.
postmaster_id() {
  local pid=""
  { read -r pid <"$DATABASE_FOLDER/data/postmaster.pid"; } 2>/dev/null || true
  if [[ "$pid" =~ ^[0-9]+$ ]] && process_identity "$pid" >/dev/null && [[ "$(ps -ww -o args= -p "$pid")" == *"$DATABASE_FOLDER/data"* ]]; then
    printf '%s' "$pid"
  else
    process_id postmaster
  fi
}

is_database_running() {
  postmaster_id >/dev/null && use_embedded_database && postgres_answers
}

# The launcher first, since it stops PostgreSQL by itself; then what it may have left behind. SIGINT rolls open transactions back,
# SIGQUIT does not even wait for clients that stand still. The launcher would wait for a frozen one.
end_database() {
  local pid
  if pid="$(postmaster_id)"; then kill -s CONT "$pid" 2>/dev/null || true; fi
  end_process database
  if pid="$(postmaster_id)"; then end_id "$pid" 20 INT QUIT; fi
  rm -f "$DATABASE_FOLDER/ready"
}

start_database() {
  if [[ -n "$DATABASE_GIVEN" ]]; then
    step "Asking the database of DATABASE_URL"
    java -cp "$(config_class_path)" io.netia.database.Probe || exit 1
    return
  fi
  if is_database_running; then return; fi
  end_database
  need_free_port "$DATABASE_PORT" "PostgreSQL"
  step "Starting PostgreSQL on 127.0.0.1:$DATABASE_PORT"
  mkdir -p "$DATABASE_FOLDER" "$LOGS"
  begin database java -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(config_class_path)" \
    io.netia.database.embedded.Launcher "$DATABASE_FOLDER" "$DATABASE_PORT" >>"$LOGS/postgres.log" 2>&1
  while [[ ! -f "$DATABASE_FOLDER/ready" ]]; do
    is_running database || fail "PostgreSQL did not start; $LOGS/postgres.log says why."
    sleep 0.2
  done
  use_embedded_database
}

# One that is just being restarted is waited for.
need_running_database() {
  [[ -n "$DATABASE_GIVEN" ]] && return
  local limit=$((SECONDS + 15))
  until is_database_running; do
    ((SECONDS < limit)) && { is_running database || postmaster_id >/dev/null; } || break
    sleep 0.3
  done
  is_database_running || fail "The database is not running: ./dev.sh start."
}

# Runs a function with the database up, and leaves the database as it was found.
with_database() {
  local was_running=no
  if [[ -n "$DATABASE_GIVEN" ]] || is_database_running; then was_running=yes; fi
  [[ $was_running == yes ]] || at_exit end_database
  start_database
  "$@"
  if [[ $was_running == no ]]; then
    forget_exit_step end_database
    end_database
  fi
}

# The application's classes and libraries as the EAR holds them.
application_class_path() {
  printf '%s:%s:%s' "$ROOT/ear/target/netia/lib/*" "$ROOT/ear/target/netia/ejb.jar" "$(config_class_path)"
}

# A wrong setting is one sentence here; the server would find it half a minute later, in the middle of its log.
need_right_settings() {
  java -cp "$ROOT/server-config/target/classes:$(application_class_path)" io.netia.launcher.SettingsLauncher || exit 1
}

schema() {
  step "Schema: $1"
  java -cp "$ROOT/server-config/target/classes:$(application_class_path)" io.netia.launcher.SchemaLauncher "$@" || exit 1
}
