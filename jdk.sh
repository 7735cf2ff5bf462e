# Sourced. Sets JAVA_HOME to a JDK 25 or newer: reads the `release` file of each known place, starts no JVM.
jdk_feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || :; }
found=
for d in "${WATTLE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*-25-* /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ -n "$d" ] && [ -x "$d/bin/javac" ] || continue
  v=$(jdk_feature "$d"); [ "${v:-0}" -ge 25 ] || continue
  found=$d; break
done
if [ -z "$found" ]; then
  echo "wattle: needs a JDK 25 or newer, and found none under /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks." >&2
  if command -v sdk >/dev/null 2>&1 || [ -d "$HOME/.sdkman" ]; then echo "Maybe: sdk install java 25-tem" >&2
  elif command -v brew >/dev/null 2>&1; then echo "Maybe: brew install --cask temurin@25" >&2
  elif command -v dnf >/dev/null 2>&1; then echo "Maybe: sudo dnf install temurin-25-jdk   (from the Adoptium repository)" >&2
  else echo "Maybe: sudo apt-get install temurin-25-jdk   (from the Adoptium repository; Debian's own openjdk-25-jdk serves as well)" >&2
  fi
  echo "or set WATTLE_JAVA_HOME to a JDK you have." >&2
  exit 3
fi
JAVA_HOME=$found; export JAVA_HOME
