#!/bin/sh
# Runs the whole test suite, and installs what it needs where it may. Called by `./wattle test`.
set -eu
root=$(cd "$(dirname -- "$0")" && pwd)
. "$root/jdk.sh"

# Meters are tested against what speaks their protocols: simulators and servers that Debian has. Each is optional;
# the tests of a missing one are skipped, and say so.
missing=
for pair in ipmi_sim:openipmi ipmitool:ipmitool snmpd:snmpd mosquitto:mosquitto umockdev-run:umockdev gcc:gcc unshare:util-linux; do
  PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
# Training learns from data sets that Debian has.
[ -d /usr/share/datasets/fashion-mnist ] || missing="$missing dataset-fashion-mnist"
[ -d /usr/share/mricron/templates ] || missing="$missing mricron-data"
[ -f /usr/include/OpenIPMI/mcserv.h ] || missing="$missing libopenipmi-dev"
if [ -n "$missing" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "wattle: installing for the tests:$missing ..." >&2
  # shellcheck disable=SC2086 # several packages
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } >/dev/null 2>&1 \
    || echo "wattle: apt-get could not install them; the tests that need them will be skipped." >&2
elif [ -n "$missing" ]; then
  echo "wattle: NOT INSTALLED:$missing: some tests will be skipped." >&2
fi
PATH=$PATH:/usr/sbin:/sbin; export PATH

# The page is tested in a real browser, driven by Playwright with the system's Node.js.
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || :; }
if [ -z "$(browser)" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "wattle: installing chromium for the page tests ..." >&2
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-core; } >/dev/null 2>&1 \
    || echo "wattle: apt-get could not install chromium." >&2
fi
chromium=$(browser)
driver=$root/wattle-testkit/target/playwright
if [ -n "$chromium" ] && command -v npm >/dev/null 2>&1; then
  if [ ! -f "$driver/package/package.json" ]; then
    mkdir -p "$driver"
    if npm install --prefix "$driver" --no-fund --no-audit --loglevel=error playwright-core@1.62.0 >/dev/null 2>&1; then
      ln -sfn node_modules/playwright-core "$driver/package"; ln -sf "$(command -v node)" "$driver/node"
    else
      echo "wattle: npm could not install playwright-core." >&2
    fi
  fi
fi
if [ -n "$chromium" ] && [ -f "$driver/package/package.json" ]; then
  browser="-Dwattle.chromium=$chromium -Dplaywright.cli.dir=$driver"; PLAYWRIGHT_NODEJS_PATH=$(command -v node)
  export PLAYWRIGHT_NODEJS_PATH PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
else
  browser=
  echo "wattle: NO BROWSER: the page tests will be skipped. They need chromium, node and npm." >&2
fi
command -v mvn >/dev/null 2>&1 || { echo "wattle: needs Maven, and found none. Maybe: sudo apt-get install maven" >&2; exit 3; }
# shellcheck disable=SC2086 # the two properties are meant to be split
exec env MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
  mvn -B -f "$root/pom.xml" $browser "$@" verify
