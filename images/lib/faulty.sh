# The blog server wrapped in a fault, for the end-to-end tests. Sourced by ../build.
# shellcheck shell=bash

FAULTY_MAIN=dev.blogsite.e2e.faulty.FaultyMain

# faults: the names of the faults, a line each.
faults() { sed -n 's/^\([a-z][a-z0-9-]*\).*/\1/p' "$REPO/e2e/faulty/images"; }

is_fault() { faults | grep -qxF -- "$1"; }

# faulty_layer: sets KEPT to the layer that all faults share: a jar, put behind the server's own class path,
# so that the AOT cache still fits.
faulty_layer() {
  local jars
  module_jars e2e
  jars=$KEPT
  keep faulty "$(cat "$jars/e2e-$REVISION.jar" "${LAYERS[3]}/digest" "$HERE/lib/faulty.sh" | hash_of "$EPOCH")" \
    "faults" make_faulty "$jars/e2e-$REVISION.jar" "${LAYERS[3]}"
}

# make_faulty JAR PROGRAM_LAYER FOLDER
make_faulty() {
  local root=$SCRATCH/faulty work=$SCRATCH/faulty-classes
  rm -rf "$root" "$work" && mkdir -p "$root/app" "$work"
  (cd "$work" && "$JDK/bin/jar" --extract --file "$1" "${FAULTY_MAIN//./\/}.class" "$(dirname "${FAULTY_MAIN//./\/}")")
  "$JDK/bin/jar" --create --file "$root/app/faulty.jar" --no-manifest --date "$EPOCH" -C "$work" .
  tar --extract --gzip --to-stdout --file "$2/layer.tar.gz" ./app/java.args | sed 's#^/app/.*#&:/app/faulty.jar#' >"$root/app/faulty.args"
  make_layer "$root" "$3"
}
