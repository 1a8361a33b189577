# The AOT cache: made by a real run of the program inside the image's root, and proved there. Sourced by ../build.
# shellcheck shell=bash

# The least share of loaded classes that must come from the cache, in percent.
LEAST_FROM_CACHE=90

# make_aot TARGET LAYER... FOLDER: a training run writes the cache when it ends; then the image as it
# will be runs with AOTMode=on, which makes a refusal of the cache fatal.
make_aot() {
  local target=$1 folder=${*: -1} layers=("${@:2:$#-2}") root=$SCRATCH/root out=$SCRATCH/out
  need unshare=util-linux ip=iproute2 curl=curl
  export JDK
  rm -rf "$root" "$out" && mkdir -p "$out"
  unpack_layers "$root" "${layers[@]}"
  # The cache cannot be read and written in one run. It holds classes, and no profiles: these make the
  # compilers busy in a start that is too short to earn it back.
  grep -v AOTCache= "$root/app/java.args" >"$out/java.args"
  chmod 755 "$out"
  JAVA_ARGS=/tmp/java.args \
    JDK_JAVA_OPTIONS="-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:AOTCacheOutput=/tmp/java.aot" \
    "$HERE/lib/in-root" "$root" "$out" "$HERE/$target/train"
  [ -s "$out/java.aot" ] || die "$target: the training run wrote no AOT cache"
  mkdir -p "$SCRATCH/aot/app"
  install -m 644 "$out/java.aot" "$SCRATCH/aot/app/java.aot"
  make_layer "$SCRATCH/aot" "$folder"
  prove_aot "$target" "${layers[@]}" "$folder"
}

# prove_aot TARGET LAYER...: in a fresh root, from the very layers of the image.
prove_aot() {
  local target=$1 root=$SCRATCH/proof out=$SCRATCH/proof-out all cached
  shift
  rm -rf "$root" "$out" && mkdir -p "$out"
  unpack_layers "$root" "$@"
  JAVA_ARGS=/app/java.args JDK_JAVA_OPTIONS="-XX:AOTMode=on -Xlog:class+load:file=/tmp/classes" \
    "$HERE/lib/in-root" "$root" "$out" "$HERE/$target/train"
  all=$(grep -c ' source: ' "$out/classes") cached=$(grep -c ' source: shared objects file' "$out/classes")
  [ $((100 * cached)) -ge $((LEAST_FROM_CACHE * all)) ] ||
    die "$target: $cached of $all classes came from the AOT cache; must be at least $LEAST_FROM_CACHE %"
  echo "$cached of $all classes came from the AOT cache"
}
