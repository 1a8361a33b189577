# shellcheck shell=bash
# Shared by ./test, ./demo and ./bench: finds JDK 25, says what goes on and for how long. Sourced, not run.

say() { printf '%s\n' "$*" >&2; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# step TEXT COMMAND...: runs a command with its output in a log, shows its text and seconds; the log's end only when it fails.
step() {
  local text=$1 log started seconds code=0
  shift
  log=$(mktemp "${TMPDIR:-/tmp}/blogsite-step.XXXXXX")
  started=$SECONDS
  printf '%s … ' "$text" >&2
  "$@" >"$log" 2>&1 || code=$?
  seconds=$((SECONDS - started))
  if [ "$code" -ne 0 ]; then
    printf 'failed after %d s\n' "$seconds" >&2
    tail -n 60 "$log" >&2
    rm -f "$log"
    exit "$code"
  fi
  printf '%d s\n' "$seconds" >&2
  rm -f "$log"
}

jdk_version() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

# Exports JAVA_HOME of a JDK 25 or newer: the one that is set, the one on the path, or one that is installed.
find_jdk() {
  local home on_path version
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/jdk*; do
    [ -x "$home/bin/javac" ] || continue
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge 25 ]; then
      # Maven's own libraries would make it warn of things that only their authors can change.
      export JAVA_HOME=$home MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
      return
    fi
  done
  fail "needs a JDK 25: none in JAVA_HOME (${JAVA_HOME:-not set}), on the path or in /usr/lib/jvm; install one (Temurin 25, for instance) and run it again"
}
