# shellcheck shell=bash
# The deployment as an operator does it, tried with real servers: a domain made by the README's commands, and nodes behind nginx. The tests
# stand in ear/src/system-test/src/deploy; everything they begin lives in a folder and on ports of its own.

need_nginx() {
  export PATH="$PATH:/usr/sbin"
  local program missing=()
  for program in nginx curl openssl; do
    [[ -n "$(command -v "$program")" ]] || missing+=("${program/nginx/nginx-light}")
  done
  ((${#missing[@]} > 0)) || return 0
  [[ "$(id -u)" == 0 && -n "$(command -v apt-get)" ]] || fail "nginx, curl and openssl are needed: install them (Debian packages nginx-light, curl, openssl)."
  step "Installing ${missing[*]}"
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null; then
    fail "${missing[*]} could not be installed with apt-get."
  fi
}

# What the tests have begun and not ended, because they were ended themselves.
end_deployed() {
  local file pid
  for file in "$NETIA_RUN_DIR"/pids/*; do
    [[ -f "$file" ]] || continue
    pid="$(<"$file")"
    # By now it may be another program, which does not work in that folder.
    [[ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" != "$NETIA_RUN_DIR"* && "$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")" != *"$NETIA_RUN_DIR"* ]] ||
      end_id "$pid" 20 INT
    rm -f "$file"
  done
}

run_deploy_tests() {
  need_nginx
  unpack_payara
  (
    NETIA_RUN_DIR="$ROOT/.run/deploy"
    PORT="${NETIA_DEPLOY_PORT:-4900}"
    NETIA_URL="https://localhost:$((PORT + 1))"
    NETIA_PAYARA_HOME="$(payara_home)"
    # The tests make the authority, and Node reads it when it starts.
    NODE_EXTRA_CA_CERTS="$NETIA_RUN_DIR/tls/nginx-authority.crt"
    export NETIA_RUN_DIR PORT NETIA_URL NETIA_PAYARA_HOME NODE_EXTRA_CA_CERTS
    step "The product as it is deployed"
    rm -rf "$NETIA_RUN_DIR"
    mkdir -p "$NETIA_RUN_DIR/tls"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=nginx-authority -keyout "${NODE_EXTRA_CA_CERTS%.crt}.key" \
      -out "$NODE_EXTRA_CA_CERTS" 2>/dev/null
    trap end_deployed EXIT
    node "$ROOT/server-config/npm/project.mjs" "$ROOT/ear/src/system-test" deploy "$@"
  )
}
