# The AOT cache: made by a real run of the program inside the image's root, and proved there. Sourced by ../build.
# shellcheck shell=bash

# The least share of loaded classes that must come from the cache, in percent.
LEAST_FROM_CACHE=90

# make_aot TARGET LAYER... FOLDER: a training run writes the cache when it ends; then the image as it
# will be runs with AOTMode=on, which makes a refusal of the cache fatal.
make_aot() {
  local target=$1 folder=${*: -1} layers=("${@:2:$#-2}") root=$SCRATCH/root out=$SCRATCH/out
  install_run_tools
  export JDK
  rm -rf "$root" "$out" && mkdir -p "$out"
  unpack_layers "$root" "${layers[@]}"
  # The cache cannot be read and written in one run.
  grep -v AOTCache= "$root/app/java.args" >"$out/java.args"
  chmod 755 "$out"
  JAVA_ARGS=/tmp/java.args JDK_JAVA_OPTIONS=-XX:AOTCacheOutput=/tmp/java.aot "$HERE/lib/in-root" "$root" "$out" "$HERE/$target/train"
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

install_run_tools() {
  local missing=()
  command -v unshare >/dev/null || missing+=(util-linux)
  command -v ip >/dev/null || missing+=(iproute2)
  command -v curl >/dev/null || missing+=(curl)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then die "missing ${missing[*]}: install them"; fi
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
}
