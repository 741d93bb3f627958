# shellcheck shell=bash
# All parts of dev.sh, and how a verb is found.

for part in output settings processes lock state tools build database server nodes lifecycle checks deploy verbs; do
  # shellcheck source=/dev/null
  source "$ROOT/server-config/dev/$part.sh"
done

run_verb() {
  local verb="${1:-help}"
  (($# == 0)) || shift
  [[ "$verb" != --help && "$verb" != -h ]] || verb=help
  # A word that only asks must not begin what cannot be taken back. Two verbs have pages of their own.
  if [[ "$verb" != admin && "$verb" != bench ]] && [[ " $* " == *" --help "* || " $* " == *" -h "* ]]; then
    verb=help
    set --
  fi
  declare -F "verb_${verb//-/_}" >/dev/null || fail "There is no verb \"$verb\". ./dev.sh help lists them."
  "verb_${verb//-/_}" "$@"
}
