# shellcheck shell=bash
# What ./dev.sh <verb> does. The line above each verb is its help.

# help: lists the verbs
verb_help() {
  printf 'Usage: ./dev.sh VERB\n\n'
  sed -n 's/^# \([a-z-]*\): \(.*\)$/\1 \2/p' "$ROOT/server-config/dev/lifecycle.sh" "$ROOT/server-config/dev/verbs.sh" |
    while read -r verb words; do printf '  %-11s %s\n' "$verb" "$words"; done
  printf '\nSettings: PORT (4000), DATABASE_URL (else an embedded PostgreSQL), NETIA_RUN_DIR (.run), NETIA_HEAP (1g); docs/operate.md has the rest.\n'
}

# setup: fetches and builds everything and prepares the database, without starting the server
verb_setup() {
  need_build_tools
  lock main
  follow_running_database
  build_if_changed
  unpack_payara
  with_database schema migrate
  step "Ready: ./dev.sh start"
}

# migrate: brings the database's schema up to date
verb_migrate() {
  need_build_tools
  lock main
  follow_running_database
  build_if_changed
  with_database schema migrate
}

# rollback: takes back the last migration with its undo script, and names it (development only)
verb_rollback() {
  need_development rollback
  need_build_tools
  lock main
  follow_running_database
  need_development rollback
  build_if_changed
  with_database schema rollback
}

# backup: writes all rows of all accounts to a new file, also while the product runs: backup FILE
verb_backup() {
  (($# == 1)) || fail "backup takes the name of the file to write."
  [[ ! -e "$1" ]] || fail "$1 is there already, and is kept: name another file."
  need_build_tools
  follow_running_database
  [[ -z "$DATABASE_GIVEN" || -n "${DATABASE_BACKUP_URL:-}${DATABASE_BACKUP_URL_FILE:-}" ]] ||
    fail "DATABASE_BACKUP_URL is not set: a backup signs in with a role that has BYPASSRLS (docs/operate.md)."
  build_if_changed
  umask 077
  with_database schema backup "$1"
}

# restore: fills an empty database from a backup: restore FILE (--yes: drops everything in the database first, development only)
verb_restore() {
  local how=restore file="" word
  for word in "$@"; do
    if [[ "$word" == --yes ]]; then
      need_development "restore --yes"
      how=restore-anew
    else
      [[ -z "$file" ]] || fail "restore takes one file, not \"$file\" and \"$word\"."
      file="$word"
    fi
  done
  [[ -n "$file" ]] || fail "restore takes the name of a file that backup has written."
  [[ -f "$file" ]] || fail "$file: there is no such file."
  need_build_tools
  need_one_database
  lock main
  ! is_serving || fail "Netia is running: ./dev.sh stop first."
  build_if_changed
  with_database schema "$how" "$file"
  step "Ready: ./dev.sh start"
}

# build: makes ear/target/netia.ear and ear/target/netia.jar
verb_build() {
  need_build_tools
  build_if_changed
  ls -l "$EAR" "$MICRO_JAR"
}

# format: lays out all sources as the checks want them
verb_format() {
  need_build_tools
  (cd "$ROOT" && mvn -q -B spotless:apply)
  local project
  for project in "${NPM_PROJECTS[@]}"; do
    node "$ROOT/server-config/npm/project.mjs" "$ROOT/$project" format
  done
}

# test: all checks, as CI runs them, beside a running product
verb_test() {
  need_build_tools
  run_all_tests
}

# test-deploy: installs the product as README.md and docs/operate.md say, and tries it: a Payara domain, nginx, redeployments, a rolling restart
verb_test_deploy() {
  need_build_tools
  build_if_changed
  run_deploy_tests "$@"
}

# bench: measures a server of its own (--micro: as one jar) and the database alone; bench realtime: live updates; bench hostile: a chat beside attacks; further words go to the programme
verb_bench() {
  need_build_tools
  run_bench "$@"
}

# chaos: breaks servers, network and database of its own while people write (--seeds 200; --runs 20: shorter; --seed N: one again)
verb_chaos() {
  need_build_tools
  run_chaos "$@"
}

# console: JShell with the project's classes on the running database
verb_console() {
  need_java
  need_built
  follow_running_database
  need_running_database
  exec jshell --class-path "$(application_class_path)" --startup DEFAULT --startup "$ROOT/server-config/dev/console.jsh"
}

# admin: creates users, resets passwords, disables accounts: admin --help lists what operators do to the running product
verb_admin() {
  local only_asks=no
  if (($# == 0)) || [[ "$1" == help || " $* " == *" --help "* || " $* " == *" -h "* ]]; then only_asks=yes; fi
  if ! is_built && [[ $only_asks == yes ]]; then
    admin_commands
    return
  fi
  need_java
  need_built
  if [[ $only_asks == no ]]; then
    follow_running_database
    need_running_database
  fi
  exec java -cp "$ROOT/server-config/target/classes:$(application_class_path)" io.netia.launcher.AdminLauncher "$@"
}

# Their lines in the operators' page, for a checkout in which nothing has been built.
admin_commands() {
  printf 'Usage: ./dev.sh admin COMMAND\n\n'
  # shellcheck disable=SC2016  # the page's own marks
  sed -n '/^## Administration/,/^## /s/^| `\(.*\)` | \(.*\) |$/\1|\2/p' "$ROOT/docs/operate.md" | sed 's/`//g' |
    while IFS='|' read -r words what; do printf '  %s\n      %s\n' "$words" "$what"; done
  printf '\nAfter ./dev.sh build, admin --help says more.\n'
}

# logs: follows the server's log
verb_logs() {
  follow_running_copy
  if has_nodes; then
    tail -n 50 -f "$LOGS/$NETIA_ENV"-node*.log
    return
  fi
  [[ -f "$LOG" ]] || fail "There is no log yet: $LOG appears with the first start."
  tail -n 100 -f "$LOG"
}

# psql: opens psql on the running database, as the owner of the tables, and shows how to see rows
verb_psql() {
  follow_running_database
  need_running_database
  command -v psql >/dev/null || fail "psql is not installed (Debian package postgresql-client). The address is ${DATABASE_OWNER_URL:-the one in DATABASE_URL}."
  local url
  url="$(setting DATABASE_OWNER_URL)"
  [[ -n "$url" ]] || url="$(setting DATABASE_URL)"
  (($# > 0)) || [[ ! -t 0 ]] || print_how_to_see_rows
  exec psql "${url/#ecto:/postgres:}" "$@"
}

# An empty table is what everybody sees first.
print_how_to_see_rows() {
  cat <<'HINT'
Row-level security shows the rows of one account, and none before you have named it:
  set netia.account_id = '…';   -- ./dev.sh admin accounts lists the accounts with their ids
HINT
  # Of another database the address would show a password.
  [[ -z "$EMBEDDED_ADDRESSES" ]] || printf 'The rows of all accounts: psql %s\n' "$DATABASE_BACKUP_URL"
}
