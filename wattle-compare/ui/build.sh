#!/bin/sh
# Builds the page's script into ../target/ui; does nothing when nothing changed.
set -eu
cd "$(dirname "$0")"
out=../target/ui/page.js
if [ -f "$out" ] && [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$out" -print | head -1)" ]; then exit 0; fi
if ! command -v npm >/dev/null 2>&1; then
  echo "wattle-compare: npm was not found, so pages are built without charts. Maybe install Node.js 20 or later and build again." >&2
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  # Away from any registry a build still works; on a build server it must not lose the charts silently.
  npm ci --no-fund --no-audit --loglevel=error || {
    echo "wattle-compare: the page's packages could not be fetched, so pages are built without charts. Maybe build again when online." >&2
    [ -z "${CI:-}" ] && exit 0
    exit 1
  }
fi
npm run --silent build -- --logLevel warn
