# shellcheck shell=bash
# shellcheck disable=SC2034  # the other parts read these
# Where state lives and which ports are used. One port is given; the others follow from it, so that two copies run side by side.

# What does not depend on any other setting: where state lives.
RUN="${NETIA_RUN_DIR:-$ROOT/.run}"
mkdir -p "$RUN"
RUN="$(cd "$RUN" && pwd)"
if [[ -n "${NETIA_RUN_DIR:-}" ]]; then
  LOGS="$RUN/log"
else
  LOGS="$ROOT/log"
fi

# Unpacked once for all copies that run from this checkout.
CACHE="$ROOT/.run/cache"

use_server_ports() {
  ADMIN_PORT=$1
  IIOP_PORT=$(($1 + 1))
  IIOP_TLS_PORT=$(($1 + 2))
  IIOP_CLIENT_TLS_PORT=$(($1 + 3))
  JMX_PORT=$(($1 + 4))
}

# The value of a setting without white space around it and in lower case, as the server reads it; blank is not set.
setting_word() {
  local word="${!1:-}"
  word="${word#"${word%%[![:space:]]*}"}"
  word="${word%"${word##*[![:space:]]}"}"
  printf '%s' "$word" | tr '[:upper:]' '[:lower:]'
}

# A setting's value, from its file when NAME_FILE names one.
setting() {
  local file="$1_FILE"
  if [[ -n "${!1:-}" ]]; then
    printf '%s' "${!1}"
  elif [[ -n "${!file:-}" ]]; then
    cat "${!file}"
  fi
}

# What dev.sh itself reads or has a default for is taken out of its file here, so that the server is not given both.
use_setting_files() {
  local name file
  for name in NETIA_ENV MIX_ENV PORT BACKEND_URL; do
    file="${name}_FILE"
    [[ -n "$(setting_word "$file")" ]] || continue
    [[ -z "$(setting_word "$name")" ]] || fail "$name and $file are both set: keep the one that is meant."
    [[ -f "${!file}" && -r "${!file}" ]] || fail "$file names ${!file}, which cannot be read."
    export "$name=$(<"${!file}")"
    unset "$file"
  done
}

# Everything else, from the environment as it is now.
use_settings() {
  use_setting_files
  PORT="${PORT:-4000}"
  [[ "$PORT" =~ ^[0-9]{1,5}$ ]] && ((10#$PORT > 0 && 10#$PORT < 65400)) || fail "PORT is \"$PORT\": it must be a number from 1 to 65399."
  PORT=$((10#$PORT))
  export PORT
  use_server_ports $((PORT + 10))
  DATABASE_PORT=$((PORT + 30))
  local environment_setting=NETIA_ENV word
  [[ -n "$(setting_word NETIA_ENV)" ]] || environment_setting=MIX_ENV
  word="$(setting_word $environment_setting)"
  [[ "${word:=dev}" =~ ^(dev|test|prod)$ ]] ||
    fail "$environment_setting is \"${!environment_setting}\": it must be one of dev, test, prod."
  export NETIA_ENV="$word"
  export BACKEND_URL="${BACKEND_URL:-http://localhost:$PORT}"
  LOG="$LOGS/$NETIA_ENV.log"
  # The one server; nodes.sh puts the names of a node here.
  SERVER=server
  START_SECONDS=180
  SERVER_FOLDER="$RUN"
  HEAP="${NETIA_HEAP:-1g}"
  [[ "$HEAP" =~ ^[1-9][0-9]*[kKmMgG]$ ]] || fail "NETIA_HEAP is \"$HEAP\": it must be a size such as 768m or 2g."
  DATABASE_GIVEN="$(given DATABASE_URL)"
}

# "yes" when a setting is not blank, here or in its file; else nothing.
given() {
  [[ -z "$(setting_word "$1")$(setting_word "$1_FILE")" ]] || printf yes
}

# Without DATABASE_URL the embedded database is meant: an address beside it would be ignored, and another database changed or saved.
need_one_database() {
  local name
  [[ -z "$DATABASE_GIVEN" && -z "$EMBEDDED_ADDRESSES" ]] || return 0
  for name in DATABASE_OWNER_URL DATABASE_BACKUP_URL; do
    [[ -z "$(given "$name")" ]] || fail "$name is set, and DATABASE_URL is not: set both for your own database, or none for the embedded one."
  done
}

need_development() {
  [[ "$NETIA_ENV" != prod ]] || fail "$1 is for development and tests; NETIA_ENV (or MIX_ENV) is prod."
}

need_production_settings() {
  [[ "$NETIA_ENV" == prod ]] || return 0
  [[ -n "$DATABASE_GIVEN" ]] || fail "DATABASE_URL is not set: production needs the address of its PostgreSQL database."
  # The server itself looks into the files.
  [[ -z "${SECRET_KEY_BASE_FILE:-}" ]] || return 0
  [[ -n "${SECRET_KEY_BASE:-}" ]] || fail "SECRET_KEY_BASE is not set: production needs a secret of at least 64 bytes."
  [[ "$(printf '%s' "$SECRET_KEY_BASE" | wc -c)" -ge 64 ]] ||
    fail "SECRET_KEY_BASE is too short: production needs a secret of at least 64 bytes."
}

use_settings
