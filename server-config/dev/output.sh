# shellcheck shell=bash
# What the person at the terminal sees.

# One step of a longer work, with the time since it began.
step() {
  printf '[%3d s] %s\n' "$SECONDS" "$*"
}

# One sentence on stderr, then the end.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
