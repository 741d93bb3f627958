# shellcheck shell=bash
# The processes that start began, each as a file "pid<tab>start time". A pid alone may belong to somebody else by now.

process_file() {
  printf '%s/processes/%s' "$RUN" "$1"
}

started_at() {
  ps -o lstart= -p "$1" 2>/dev/null
}

remember() {
  mkdir -p "$RUN/processes"
  printf '%s\t%s\n' "$2" "$(started_at "$2")" >"$(process_file "$1")"
}

process_id() {
  local file pid begun
  file="$(process_file "$1")"
  [[ -f "$file" ]] || return 1
  IFS=$'\t' read -r pid begun <"$file"
  [[ -n "$pid" && "$(started_at "$pid")" == "$begun" ]] || return 1
  printf '%s' "$pid"
}

is_running() {
  process_id "$1" >/dev/null
}

# Ends a remembered process: asks first, insists after the given seconds.
end_process() {
  local pid seconds=${2:-20}
  if pid="$(process_id "$1")"; then
    kill -TERM "$pid" 2>/dev/null || true
    local waited=0
    while is_running "$1"; do
      if ((waited >= seconds * 5)); then
        kill -KILL "$pid" 2>/dev/null || true
      fi
      sleep 0.2
      waited=$((waited + 1))
    done
  fi
  rm -f "$(process_file "$1")"
}
