#!/bin/sh
# Builds or tests the web front ends; what did not change is not done again. Called by the build of the gateway.
set -eu
cd "$(dirname "$0")"
version=$(node --version 2>/dev/null || true)
major=$(echo "$version" | sed -n 's/^v\([0-9]*\)\..*/\1/p')
if [ "${major:-0}" -lt 20 ]; then
  echo "The web front ends need Node of version 20.19 or newer, and ${version:-none} was found." >&2
  echo "Without them, for tests of the gateway alone: -Dweb.skip" >&2
  exit 1
fi
exec node build.mjs "$@"
