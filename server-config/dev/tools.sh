# shellcheck shell=bash
# What has to be on the machine before anything else.

need_java() {
  command -v javac >/dev/null || fail "JDK 17 or newer is needed: javac was not found on the PATH."
  local version
  version="$(javac -version 2>&1)"
  version="${version#javac }"
  version="${version%%[.-]*}"
  [[ "$version" =~ ^[0-9]+$ && "$version" -ge 17 ]] || fail "JDK 17 or newer is needed: the javac on the PATH is version $version."
}

need_build_tools() {
  need_java
  command -v mvn >/dev/null || fail "Maven 3.8.7 or newer is needed: mvn was not found on the PATH."
  [[ -n "$(command -v node)" && -n "$(command -v npm)" ]] || fail "Node.js 20 or newer with npm is needed: node was not found on the PATH."
  local version
  version="$(node --version)"
  version="${version#v}"
  ((${version%%.*} >= 20)) || fail "Node.js 20 or newer is needed: the node on the PATH is version $version."
}

port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# A process that was just ended can hold its port for a moment longer than it can be seen.
need_free_port() {
  local limit=$((SECONDS + 3))
  while port_taken "$1"; do
    ((SECONDS < limit)) || fail "Port $1 ($2) is taken by another program: stop it, or choose other ports with PORT=… ./dev.sh start."
    sleep 0.1
  done
}
