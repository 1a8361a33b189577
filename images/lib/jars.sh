# What Maven builds: the module's jar and those that it needs at run time. Sourced by ../build.
# shellcheck shell=bash

# modules_of MODULE: its folder and those of the modules that it needs.
modules_of() { case $1 in operator | e2e) echo "crds $1" ;; *) echo "$1" ;; esac; }

# sources_of MODULE: the hash of all that Maven reads to build it.
sources_of() {
  {
    cd "$REPO" || exit
    # shellcheck disable=SC2046
    find pom.xml .mvn $(modules_of "$1") \( -name target -prune \) -o -type f ! -path '*/src/test/*' -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum
  } | hash_of "$(cat "$HERE/lib/jars.sh")"
}

# module_jars MODULE: sets KEPT to a folder with all jars.
module_jars() {
  find_jdk
  keep "jars-$1" "$(sources_of "$1")" "$1: compiling" make_jars "$1"
}

# make_jars MODULE FOLDER: in a copy of the sources, so that no build or test that runs at the same time
# loses its classes. Static checks are the build's, not the image's.
make_jars() {
  local module=$1 folder=$2 copy=$SCRATCH/source
  rm -rf "$copy" && mkdir "$copy"
  # shellcheck disable=SC2046
  (cd "$REPO" && tar --create --exclude=target mvnw pom.xml .mvn -- */pom.xml $(modules_of "$module")) | tar --extract --directory "$copy"
  cd "$copy" || exit
  export JAVA_HOME=$JDK
  # shellcheck disable=SC2016 # Maven's own variable
  ./mvnw --batch-mode --no-transfer-progress -q -Dquick -DskipTests -Daether.syncContext.named.factory=file-lock \
    -pl "$module" -am package org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory='${project.build.directory}/image-jars'
  find "$module/target/image-jars" -name '*.jar' -exec cp {} "$folder/" \;
  cp "$module/target/$module-$REVISION.jar" "$folder/"
}

# third_party JARS OUT: copies all jars but our own. SQLite's native library goes beside its jar, for this
# machine's processor alone: the server then unpacks nothing at its start, which a read-only root refuses.
third_party() {
  local jars=$1 out=$2 sqlite work=$SCRATCH/sqlite arch
  mkdir -p "$out"
  find "$jars" -name '*.jar' ! -name "*-$REVISION.jar" -exec cp {} "$out/" \;
  sqlite=$(find "$out" -name 'sqlite-jdbc-*.jar')
  [ -n "$sqlite" ] || return 0
  arch=$(uname -m)
  rm -rf "$work" && mkdir "$work"
  (cd "$work" && "$JDK/bin/jar" --extract --file "$sqlite")
  mkdir -p "$out/../native"
  cp "$work/org/sqlite/native/Linux/$arch/libsqlitejdbc.so" "$out/../native/"
  rm -rf "$work/org/sqlite/native"
  mv "$work/META-INF/MANIFEST.MF" "$SCRATCH/MANIFEST.MF"
  "$JDK/bin/jar" --create --file "$sqlite" --manifest "$SCRATCH/MANIFEST.MF" --date "$EPOCH" -C "$work" .
}
