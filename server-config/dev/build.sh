# shellcheck shell=bash
# Makes the two archives, when something they are made of has changed, and unpacks the server.

EAR="$ROOT/ear/target/netia.ear"
MICRO_JAR="$ROOT/ear/target/netia.jar"
# shellcheck disable=SC2034  # read by verbs.sh
NPM_PROJECTS=(web/dashboard widget ear/src/system-test)
# shellcheck disable=SC2034  # read by database.sh and server.sh
CONFIG_JAR="$ROOT/server-config/target/netia-server-config.jar"
# shellcheck disable=SC2034  # read by server.sh
LOGGING_JAR="$ROOT/server-config/target/netia-server-config-logging.jar"
STAMP="$ROOT/.run/build.sum"

# One checksum over the names and contents of everything the archives are made of.
sources_sum() {
  (cd "$ROOT" && find pom.xml ./*/pom.xml ./*/src/main widget web ./server-config/*.asadmin \
    ./server-config/levels.properties \
    \( -name target -o -name node_modules -o -name dist -o -name coverage \) -prune -o -type f -print |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum)
}

build_if_changed() {
  local now
  now="$(sources_sum)"
  if [[ -f "$EAR" && -f "$MICRO_JAR" && -f "$STAMP" && "$(<"$STAMP")" == "$now" ]]; then
    step "Nothing changed since the last build"
    return
  fi
  step "Building (the first time Maven and npm fetch what they need)"
  (cd "$ROOT" && mvn -q -B package -Dmaven.test.skip=true) || fail "The build failed; its own output above says why."
  mkdir -p "$(dirname "$STAMP")"
  printf '%s' "$now" >"$STAMP"
}

# Whether there is something to run, be it of sources that have changed since.
is_built() {
  [[ -f "$EAR" && -f "$MICRO_JAR" ]]
}

need_built() {
  is_built || fail "Nothing has been built yet: ./dev.sh build."
}

payara_version() {
  sed -n 's:.*<payara.version>\(.*\)</payara.version>.*:\1:p' "$ROOT/pom.xml"
}

payara_home() {
  printf '%s/payara-%s' "$CACHE" "$(payara_version)"
}

unpack_payara() {
  local home
  home="$(payara_home)"
  [[ -d "$home" ]] && return
  step "Unpacking Payara Server $(payara_version)"
  rm -rf "$home.part"
  (cd "$ROOT" && mvn -q -B -N dependency:unpack -Dmdep.overWriteReleases=true -DoutputDirectory="$home.part" \
    -Dartifact="fish.payara.distributions:payara:$(payara_version):zip") || fail "Payara Server could not be fetched with Maven."
  mv "$home.part/payara6" "$home"
  rm -rf "$home.part"
}
