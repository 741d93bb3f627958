#!/usr/bin/env bash
# Keeps the logs of a folder small, for development: rotate.sh FOLDER [BYTES [SECONDS]]. A log that has grown beyond BYTES is copied to
# NAME.1 (the one before goes to NAME.2) and emptied in place, so that whoever writes to it goes on writing to it.
set -euo pipefail

folder=$1 most=${2:-20000000} pause=${3:-5}
trap 'exit 0' TERM

while :; do
  for log in "$folder"/*.log; do
    [[ -f "$log" ]] || continue
    if (($(wc -c <"$log") > most)); then
      [[ ! -f "$log.1" ]] || mv -f "$log.1" "$log.2"
      cp "$log" "$log.1"
      : >"$log"
    fi
  done
  sleep "$pause" &
  wait $!
done
