# shellcheck shell=bash
# Shared by ./test, ./demo, ./bench and the mutants: progress, errors, packages, JDK 25. Sourced in the project's folder.

PROGRAM=${PROGRAM:-${0##*/}}
for part in names say packages; do
  # shellcheck source=/dev/null
  . "e2e/cluster/lib/$part.sh"
done

# say TEXT...: a line for people, as it stands.
say() { printf '%s\n' "$*" >&2; }

# cluster_tools: prints the folder of helm, kubectl and the like; what only a cluster of our own needs is
# left out where another is named.
cluster_tools() { e2e/cluster/cluster tools ${BLOGSITE_KUBECONFIG:+--api-only}; }

# build_images IMAGE...: sets ARCHIVES.
# shellcheck disable=SC2034 # for who calls it
build_images() {
  local paths
  paths=$(images/build "$@") || exit
  mapfile -t ARCHIVES <<<"$paths"
}

# build_e2e TEXT: the demo's and the bench's. One run of Maven: only there do modules find each
# other without being installed.
build_e2e() {
  step "$1" ./mvnw -q -B -ntp -Dquick -DskipTests package dependency:build-classpath -pl e2e -am \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath
}

# java_e2e ARGUMENT...: runs one of them.
java_e2e() {
  "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    -cp "e2e/target/classes:$(cat e2e/target/classpath)" "$@"
}

# install_operator TOOLS KUBECONFIG [ARGUMENT...]: with its chart, and waits until it is ready.
install_operator() {
  step 'installing the operator' "$1/helm" --kubeconfig "$2" upgrade --install blogsite charts/blogsite-operator \
    --namespace blogsite-system --create-namespace --wait --timeout 3m "${@:3}"
}

jdk_version() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

# Exports JAVA_HOME of a JDK 25 or newer: the one that is set, the one on the path, or one that is installed.
find_jdk() {
  local home on_path version
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* /opt/jdk*; do
    [ -x "$home/bin/javac" ] || continue
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge 25 ]; then
      # Maven's own libraries would make it warn of things that only their authors can change.
      export JAVA_HOME=$home MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
      return
    fi
  done
  die "needs a JDK 25: none in JAVA_HOME (${JAVA_HOME:-not set}), on the path or in /usr/lib/jvm; install one (Temurin 25, for instance) and run it again"
}
