# The Java run-time: only the modules that are needed. Sourced by ../build.
# shellcheck shell=bash

# What both images need, so that they share the layer. Each image's jars are compared with it by jdeps.
RUNTIME_MODULES=$(grep -v '^[#!]' "$HERE/modules" | paste -sd,)

# find_jdk: sets JDK to a JDK of release 25 or newer.
find_jdk() {
  local one
  [ -z "${JDK-}" ] || return 0
  for one in "${JAVA_HOME-}" /usr/lib/jvm/*; do
    if [ ! -x "$one/bin/jlink" ] || [ ! -e "$one/release" ]; then continue; fi
    if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$one/release")" -ge 25 ]; then
      JDK=$one
      return
    fi
  done
  die "no JDK 25 found: set JAVA_HOME to one (JAVA_HOME is '${JAVA_HOME-}'), or install it in /usr/lib/jvm"
}

# runtime_layer: sets KEPT.
runtime_layer() {
  find_jdk
  keep runtime "$(cat "$JDK/release" "$HERE/lib/jdk.sh" "$HERE/lib/layer.sh" | hash_of "$RUNTIME_MODULES" "$EPOCH")" \
    "Java run-time of $(wc -w <<<"${RUNTIME_MODULES//,/ }") modules" make_runtime
}

# make_runtime FOLDER: uncompressed, since the layer is compressed as a whole (better) and classes come
# from the AOT cache anyway. Works from the JDK's own image where no jmods are shipped.
make_runtime() {
  local root=$SCRATCH/runtime
  mkdir -p "$root/opt"
  "$JDK/bin/jlink" --add-modules "$RUNTIME_MODULES" --output "$root/opt/java" --strip-debug --compress zip-0 \
    --no-header-files --no-man-pages --order-resources '**/module-info.class,/java.base/**'
  # What is left of the tools: java alone.
  find "$root/opt/java/bin" -type f ! -name java -delete
  make_layer "$root" "$1"
}

# missing_modules JAR...: the modules that the jars need and the run-time lacks. The classes of all jars are
# put into one folder: jdeps would look for the modules that some jars say to require, and find no end.
missing_modules() {
  local classes=$SCRATCH/classes jar needed
  rm -rf "$classes" && mkdir "$classes"
  for jar in "$@"; do
    # The jar tool takes half a second for each.
    if command -v unzip >/dev/null; then
      unzip -qo "$jar" -d "$classes"
    else
      (cd "$classes" && "$JDK/bin/jar" --extract --file "$jar")
    fi
  done
  rm -rf "$classes/META-INF" "$classes/module-info.class"
  needed=$("$JDK/bin/jdeps" --ignore-missing-deps --print-module-deps --class-path "$classes" "$classes") || die "jdeps failed: $needed"
  comm -23 <(tr ',' '\n' <<<"$needed" | sort) <({ tr ',' '\n' <<<"$RUNTIME_MODULES"; sed -n 's/^!//p' "$HERE/modules"; } | sort) | paste -sd' '
}
