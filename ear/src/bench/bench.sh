#!/bin/sh
# Measures a running server; `./dev.sh bench` calls this with everything set. See the usage of the program itself.
#   NETIA_URL           address of the server
#   NETIA_JDBC_URL      database of the server, as a role that may create a table (for the floor)
#   NETIA_JDBC_DRIVER   path of the PostgreSQL driver's jar (needed with NETIA_JDBC_URL)
#   NETIA_PID           process id of the server (for CPU and memory)
#   NETIA_DATABASE_PID  process id of the database's postmaster (for CPU)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -d "$classes" "$here"/java/io/netia/bench/*.java
# The first compiler alone: what the second one costs would be most of this program's processor time.
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classes${NETIA_JDBC_DRIVER:+:$NETIA_JDBC_DRIVER}" io.netia.bench.Bench "$@"
