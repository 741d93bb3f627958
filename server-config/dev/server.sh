# shellcheck shell=bash
# Payara Server with the EAR, or Payara Micro as one jar.

# How the data grid behaves (README, "Several nodes"); only used with NETIA_CLUSTER_MEMBERS.
GRID_OPTIONS=(-Dhazelcast.socket.bind.any=false -Dhazelcast.max.no.heartbeat.seconds=30 -Dhazelcast.heartbeat.interval.seconds=2
  -Dhazelcast.merge.first.run.delay.seconds=5 -Dhazelcast.merge.next.run.delay.seconds=5 -Dhazelcast.phone.home.enabled=false
  -Dhazelcast.health.monitoring.level=OFF -Dhazelcast.shutdownhook.enabled=false)

# Threads of lowest priority, on which passwords are hashed, run when nothing else wants a processor (docs/operate.md, "Size").
MACHINE_OPTIONS=(-XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19)
[[ -z "${NETIA_PRETOUCH:-}" ]] || MACHINE_OPTIONS+=(-XX:+AlwaysPreTouch)

is_clustered() {
  [[ -n "${NETIA_CLUSTER_MEMBERS:-}" ]]
}

# The server's commands for the data grid. A public address is only needed where others reach this node by another one than its own.
grid_commands() {
  cat "$ROOT/server-config/cluster.asadmin"
  [[ -z "${NETIA_CLUSTER_PUBLIC_ADDRESS:-}" ]] ||
    printf 'set configs.config.server-config.hazelcast-config-specific-configuration.public-address=%s\n' "$NETIA_CLUSTER_PUBLIC_ADDRESS"
}

# A fresh configuration each time, from the distribution's own; only the cache of unpacked bundles stays.
lay_domain() {
  local home option grid="" machine=""
  DOMAIN="$SERVER_FOLDER/domains/netia"
  home="$(payara_home)"
  if is_clustered; then
    for option in "${GRID_OPTIONS[@]}"; do grid+="<jvm-options>$option</jvm-options>"; done
  fi
  for option in "${MACHINE_OPTIONS[@]}"; do machine+="<jvm-options>$option</jvm-options>"; done
  mkdir -p "$DOMAIN" "$LOGS"
  rm -rf "${DOMAIN:?}/config" "${DOMAIN:?}/lib" "${DOMAIN:?}/applications" "${DOMAIN:?}/generated"
  cp -R "$home/glassfish/domains/domain1/." "$DOMAIN/"
  rm -rf "$DOMAIN/docroot"
  mkdir "$DOMAIN/docroot"
  cp "$CONFIG_JAR" "$ROOT"/server-config/target/lib/*.jar "$DOMAIN/lib/"
  sed -e "s|port=\"8080\"|port=\"$PORT\" address=\"127.0.0.1\"|" \
    -e "s|port=\"4848\"|port=\"$ADMIN_PORT\" address=\"127.0.0.1\"|" \
    -e "s|address=\"0.0.0.0\" port=\"3700\"|address=\"127.0.0.1\" port=\"$IIOP_PORT\"|" \
    -e "s|address=\"0.0.0.0\" port=\"3820\"|address=\"127.0.0.1\" port=\"$IIOP_TLS_PORT\"|" \
    -e "s|address=\"0.0.0.0\" port=\"3920\"|address=\"127.0.0.1\" port=\"$IIOP_CLIENT_TLS_PORT\"|" \
    -e "s|<jmx-connector \(.*\) address=\"0.0.0.0\" port=\"8686\"|<jmx-connector enabled=\"false\" \1 address=\"127.0.0.1\" port=\"$JMX_PORT\"|" \
    -e "s|<jvm-options>-Xmx512m<|$grid<jvm-options>-Xms$HEAP</jvm-options><jvm-options>-Xmx$HEAP</jvm-options><jvm-options>-XX:+UseParallelGC</jvm-options>$machine<jvm-options>-Xbootclasspath/a:$LOGGING_JAR<|" \
    -e "s|<jvm-options>-XX:NewRatio=2</jvm-options>||" \
    -e "s|\(-Dorg.glassfish.additionalOSGiBundlesToStart=\)[^<]*|\1|" \
    "$home/glassfish/domains/domain1/config/domain.xml" >"$DOMAIN/config/domain.xml"
  sed -i.bak -e "s|^\(com.sun.enterprise.server.logging.GFFileHandler.file=\).*|\1$LOG|" \
    -e "s|^\(com.sun.enterprise.server.logging.GFFileHandler.formatter=\).*|\1io.netia.logging.LineFormatter|" \
    -e "s|^\(com.sun.enterprise.server.logging.GFFileHandler.rotationLimitInBytes=\).*|\110000000|" \
    -e "s|^\(com.sun.enterprise.server.logging.GFFileHandler.maxHistoryFiles=\).*|\15|" "$DOMAIN/config/logging.properties"
  sed -i.bak -e "s|^handlers=|handlers=io.netia.logging.ContextHandler,|" "$DOMAIN/config/logging.properties"
  cat "$ROOT/server-config/levels.properties" >>"$DOMAIN/config/logging.properties"
  node "$ROOT/server-config/dev/admin-password.mjs" "$DOMAIN" "$SERVER_FOLDER/admin-password" ||
    fail "The server's administrator could not be given a password."
  cat "$ROOT/server-config/domain.asadmin" "$ROOT/server-config/resources.asadmin" >"$DOMAIN/config/before.asadmin"
  ! is_clustered || grid_commands >>"$DOMAIN/config/before.asadmin"
  printf 'deploy --name netia --contextroot / %s\n' "$EAR" >"$DOMAIN/config/after.asadmin"
}

start_payara() {
  unpack_payara
  step "Starting Payara Server on port $PORT"
  lay_domain
  boot_payara
}

# The command that launches the server waits for it, and is noted too: it would begin the server after this script was killed.
boot_payara() {
  rm -f "$DOMAIN/config/pid"
  begin "launch-$SERVER" java -jar "$(payara_home)/glassfish/lib/client/appserver-cli.jar" start-domain --domaindir "$SERVER_FOLDER/domains" \
    --prebootcommandfile "$DOMAIN/config/before.asadmin" --postbootcommandfile "$DOMAIN/config/after.asadmin" netia \
    >"$LOGS/start-$SERVER.log" 2>&1
  wait "$BEGUN" || fail "Payara Server did not start; $LOGS/start-$SERVER.log says why."
  rm -f "$(process_file "launch-$SERVER")"
  remember "$SERVER" "$(<"$DOMAIN/config/pid")"
}

# Ends a server or node, and before that what may still be launching it.
end_server() {
  end_process "launch-$1"
  end_process "$1" 60
}

# The folder that Payara Micro unpacks itself to is made anew: out of an old one it would first deploy the archive of the last run, be
# ready, and then replace it.
start_micro() {
  step "Starting Payara Micro on port $PORT"
  rm -rf "${SERVER_FOLDER:?}/micro/root"
  mkdir -p "$LOGS" "$SERVER_FOLDER/micro"
  printf 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n' \
    >"$SERVER_FOLDER/micro/before.asadmin"
  local options=()
  if is_clustered; then
    grid_commands >>"$SERVER_FOLDER/micro/before.asadmin"
    options=("${GRID_OPTIONS[@]}")
  fi
  {
    printf 'handlers=java.util.logging.ConsoleHandler\njava.util.logging.ConsoleHandler.formatter=io.netia.logging.LineFormatter\n'
    cat "$ROOT/server-config/levels.properties"
  } >"$SERVER_FOLDER/micro/logging.properties"
  (cd "$SERVER_FOLDER/micro" && begin "$SERVER" java "-Xms$HEAP" "-Xmx$HEAP" -XX:+UseParallelGC "${MACHINE_OPTIONS[@]}" "-Xbootclasspath/a:$LOGGING_JAR" ${options[@]+"${options[@]}"} \
    -jar "$MICRO_JAR" --port "$PORT" --prebootcommandfile "$SERVER_FOLDER/micro/before.asadmin" \
    --logproperties "$SERVER_FOLDER/micro/logging.properties" --rootdir "$SERVER_FOLDER/micro/root" --nohostaware >>"$LOG" 2>&1)
}

# Where the log ends now. Payara Server begins a new file at each start, the one jar goes on in the old one.
log_end() {
  touch "$LOG"
  printf '%s:%s' "$(log_file)" $(($(wc -c <"$LOG") + 1))
}

# Which file the log is, whatever its name.
log_file() {
  ls -i "$LOG" | { read -r number _ && printf '%s' "$number"; }
}

# What was logged since the place that log_end gave.
log_since() {
  local from=${1#*:}
  [[ "$(log_file)" == "${1%%:*}" ]] || from=1
  tail -c "+$from" "$LOG" 2>/dev/null
}

# Lines of the JSON format, as far as the next function looks at them, in the text format.
as_text() {
  sed -e 's/^{"time":"\([^"]*\)","level":"ERROR","logger":"\([^"]*\)","message":"\(.*\)","error":"\(.*\)","\(thrown_as\|stack\)":.*/\1 ERROR \2: \3 | root cause: \4 | /'
}

# The sentence of the first error that a start left in the log, empty while there is none about the deployment.
deployment_failure() {
  log_since "$1" | as_text | grep -a ' ERROR .*\(Exception while .*the app\|Exception during lifecycle\|deployment.*failed\)' |
    grep -a 'root cause: ' | head -n 1 | sed -e 's/.*root cause: //' -e 's/ | .*//' -e 's/^[A-Za-z0-9_.$]*\(Exception\|Error\): //'
}

# The last line that a start left in the log; the one jar ends with the sentence that matters.
last_words() {
  log_since "$1" | grep -av '^[[:space:]]*$' | tail -n 1 | cut -c1-1000
}

ANSWER_SECONDS=8
SOON_SECONDS=15

# Whether a path of the server answers 200. Bash alone, because curl is not on every machine.
answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$PORT" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
    read -r -t "$ANSWER_SECONDS" status <&3 && [[ "$status" == *" 200"* ]]
  ) 2>/dev/null
}

# Whether a path answers 200 within SOON_SECONDS: a server may be busy, or be getting its database back.
answers_soon() {
  local limit=$((SECONDS + SOON_SECONDS))
  until answers "$1"; do
    ((SECONDS < limit)) || return 1
    sleep 0.5
  done
}

# Ready means that the application answers so and serves: the server asks its health checks before the last module has been started.
await_readiness() {
  local from=$1 limit=$((SECONDS + START_SECONDS)) reason
  step "Waiting for the application"
  until answers /health/ready && answers /api/ping; do
    is_running "$SERVER" || fail "The server ended while starting: $(last_words "$from") ($LOG has the rest)"
    reason="$(deployment_failure "$from" || true)"
    [[ -z "$reason" ]] || fail "The application did not start: $reason ($LOG has the rest)"
    ((SECONDS < limit)) || fail "The application was not ready after $START_SECONDS s; $LOG says more."
    sleep 0.3
  done
}
