#!/usr/bin/env bash
# The verbs of this repository: ./dev.sh help lists them.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly ROOT
for part in say settings tools processes build database server nodes checks verbs; do
  # shellcheck source=/dev/null
  source "$ROOT/server-config/dev/$part.sh"
done

verb="${1:-help}"
[[ $# -gt 0 ]] && shift
if declare -F "verb_$verb" >/dev/null; then
  "verb_$verb" "$@"
else
  fail "There is no verb \"$verb\". ./dev.sh help lists them."
fi
