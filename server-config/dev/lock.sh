# shellcheck shell=bash
# One ./dev.sh at a time changes what runs in a folder of state, and what is to be done when this one ends.

# Longer than any start: what is waited for is then stuck.
LOCK_SECONDS=900
EXIT_STEPS=()
HELD_LOCKS=" "

# Does something when the script ends, however it ends (but by SIGKILL); the last one named comes first.
at_exit() {
  EXIT_STEPS=("$*" ${EXIT_STEPS[@]+"${EXIT_STEPS[@]}"})
  trap run_exit_steps EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

forget_exit_step() {
  local one kept=()
  for one in ${EXIT_STEPS[@]+"${EXIT_STEPS[@]}"}; do
    [[ "$one" == "$*" ]] || kept+=("$one")
  done
  EXIT_STEPS=(${kept[@]+"${kept[@]}"})
}

run_exit_steps() {
  local result=$? one
  trap - EXIT
  trap '' HUP INT TERM
  # A step that fails with a sentence ends only itself.
  for one in ${EXIT_STEPS[@]+"${EXIT_STEPS[@]}"}; do (eval "$one") || result=1; done
  exit "$result"
}

# Waits until no other ./dev.sh holds the lock of that name. One whose holder was killed is free.
lock() {
  local name=$1 mine file="$RUN/locks/$1" holder limit=$((SECONDS + LOCK_SECONDS)) is_shown=no
  [[ "$HELD_LOCKS" != *" $name "* ]] || return 0
  mkdir -p "$RUN/locks"
  mine="$file.$$"
  printf '%s\t%s\n' $$ "$(process_identity $$)" >"$mine"
  until ln "$mine" "$file" 2>/dev/null; do
    if holder="$(lock_holder "$file")"; then
      ! is_frozen "$holder" || fail "Another ./dev.sh (process $holder) holds the lock and is suspended: continue it (kill -CONT $holder) or ./dev.sh stop."
      ((SECONDS < limit)) || fail "Another ./dev.sh (process $holder) has been at work for $LOCK_SECONDS s: ./dev.sh stop ends it."
      [[ $is_shown == yes ]] || step "Waiting for another ./dev.sh (process $holder)"
      is_shown=yes
      sleep 0.2
    else
      drop_lock_of_the_dead "$file"
    fi
  done
  rm -f "$mine"
  HELD_LOCKS+="$name "
  at_exit "unlock $name"
}

unlock() {
  rm -f "$RUN/locks/$1"
}

lock_holder() {
  local pid="" identity=""
  { IFS=$'\t' read -r pid identity <"$1"; } 2>/dev/null || true
  [[ "$pid" =~ ^[0-9]+$ && -n "$identity" && "$(process_identity "$pid")" == "$identity" ]] && printf '%s' "$pid"
}

# Between the look and the move another one may have taken the lock: then it is put back.
drop_lock_of_the_dead() {
  local away="$1.dropped.$$"
  mv "$1" "$away" 2>/dev/null || return 0
  ! lock_holder "$away" >/dev/null || ln "$away" "$1" 2>/dev/null || true
  rm -f "$away"
}

# Ends every other ./dev.sh that is changing what runs here, for stop.
end_lock_holders() {
  local file holder
  for file in "$RUN"/locks/*; do
    [[ "${file##*/}" != *.* && "$HELD_LOCKS" != *" ${file##*/} "* ]] || continue
    if holder="$(lock_holder "$file")" && [[ "$holder" != "$$" ]]; then
      step "Ending another ./dev.sh (process $holder)"
      end_id "$holder" 30 TERM
    fi
  done
}
