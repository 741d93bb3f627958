#!/usr/bin/env bash
# dev.sh as it is, but on programs that start in an instant (folder fakes) instead of Java, Payara and PostgreSQL.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
export PATH="$ROOT/server-config/dev/test/fakes:$PATH"
# shellcheck source=/dev/null
source "$ROOT/server-config/dev/main.sh"

# shellcheck disable=SC2034  # the parts read these
ANSWER_SECONDS=1 SOON_SECONDS=1

need_build_tools() { :; }
is_built() { false; }
build_if_changed() { sleep "${BUILD_TAKES:-0}"; }
config_class_path() { printf 'none'; }

run_verb "$@"
