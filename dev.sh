#!/usr/bin/env bash
# The verbs of this repository: ./dev.sh help lists them.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly ROOT
# shellcheck source=/dev/null
source "$ROOT/server-config/dev/main.sh"
run_verb "$@"
