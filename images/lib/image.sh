# Putting an image together. Sourced by ../build.
# shellcheck shell=bash

# choose_images IMAGE[:TAG]...: sets CHOSEN, by target the words TAG=FAULT of the images to be made; FAULT
# is empty for an image without.
choose_images() {
  local one name tag
  declare -gA CHOSEN=()
  for one in "$@"; do
    name=${one%%:*} tag=$VERSION
    [[ $one != *:* ]] || tag=${one#*:}
    [[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] ||
      refuse "tag of '$name' is '$tag'; must be 1 to 128 letters, digits, '_', '.' and '-', like 1.4.0"
    case $name in
      blog-server | operator) CHOSEN[$name]+=" $tag=" ;;
      good2) CHOSEN[blog-server]+=' good2=' ;;
      *)
        is_fault "$one" || refuse "no image '$one'; there are: blog-server[:TAG] operator[:TAG] good2 $(faults | paste -sd' ')"
        CHOSEN[blog-server]+=" $one=$one"
        ;;
    esac
  done
}

# tags_of TARGET: the tags of its chosen images.
tags_of() { local one; for one in ${CHOSEN[$1]}; do echo "${one%%=*}"; done; }

# archive TARGET: sets ARCHIVE to the docker-archive of its chosen images.
archive() {
  local target=$1 layers faulty=''
  layers_of "$target"
  layers=("${LAYERS[@]}")
  if [[ ${CHOSEN[$target]} =~ =[a-z] ]]; then
    faulty_layer
    faulty=$KEPT
  fi
  keep "archive-$target" "$(cat "${layers[@]/%//digest}" ${faulty:+"$faulty/digest"} "$HERE"/lib/{image,debian}.sh | hash_of "${CHOSEN[$target]}")" \
    "$target: archive of $(tags_of "$target" | paste -sd' ')" make_archive "$target" "$faulty" "${layers[@]}"
  # shellcheck disable=SC2034 # for ../build
  ARCHIVE=$KEPT/image.tar
}

# layers_of TARGET: sets LAYERS to the folders of its layers, lowest first: those that change least.
layers_of() {
  local target=$1 jars
  debian_layer
  LAYERS=("$KEPT")
  runtime_layer
  LAYERS+=("$KEPT")
  module_jars "$target"
  jars=$KEPT
  keep "libraries-$target" "$(libraries_of "$jars" | cat - "$HERE/lib/jars.sh" "$HERE/lib/jdk.sh" | hash_of "$RUNTIME_MODULES" "$EPOCH")" \
    "$target: libraries" make_libraries "$jars"
  LAYERS+=("$KEPT")
  keep "program-$target" "$(cat "$jars"/*-"$REVISION.jar" "$HERE/$target/java.args" "$HERE/lib/image.sh" | hash_of "$(ls "$jars")" "$EPOCH")" \
    "$target: program" make_program "$target" "$jars"
  LAYERS+=("$KEPT")
  keep "aot-$target" "$(training_of "$target" | hash_of)" \
    "$target: AOT cache by a run inside the image" make_aot "$target" "${LAYERS[@]}"
  LAYERS+=("$KEPT")
}

# libraries_of JARS: the hashes of the jars that are not our own.
libraries_of() { (cd "$1" && sha256sum -- *.jar | grep -v -- "-$REVISION.jar"); }

# training_of TARGET: all that the AOT cache is made from and by.
training_of() {
  cat "${LAYERS[@]/%//diff-id}" "$HERE/lib/aot.sh" "$HERE/lib/in-root"
  find "$HERE/$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 cat
}

# make_libraries JARS FOLDER
make_libraries() {
  local root=$SCRATCH/libraries missing
  rm -rf "$root"
  third_party "$1" "$root/app/lib"
  missing=$(missing_modules "$root"/app/lib/*.jar)
  [ -z "$missing" ] || die "the run-time lacks modules that the libraries use: $missing; add them to images/modules"
  make_layer "$root" "$2"
}

# make_program TARGET JARS FOLDER: our own jars, and the launcher's file of arguments. The class path is
# spelled out, in one order: the AOT cache is refused under another, and '*' has the directory's.
make_program() {
  local target=$1 jars=$2 root=$SCRATCH/program jar path=
  rm -rf "$root"
  mkdir -p "$root/app"
  cp "$jars"/*-"$REVISION.jar" "$root/app/"
  for jar in "$root"/app/*.jar; do path+=:/app/${jar##*/}; done
  for jar in "$jars"/*.jar; do [[ $jar == *-$REVISION.jar ]] || path+=:/app/lib/${jar##*/}; done
  {
    cat "$HERE/$target/java.args"
    printf -- '-cp\n%s\n' "${path#:}"
  } >"$root/app/java.args"
  make_layer "$root" "$3"
}

# make_archive TARGET FAULTY_LAYER LAYER... FOLDER
make_archive() {
  local target=$1 faulty=$2 folder=${*: -1} layers=("${@:3:$#-3}") work=$SCRATCH/archive one fault entry
  rm -rf "$work" && mkdir "$work"
  for one in ${CHOSEN[$target]}; do
    fault=${one#*=}
    entry="\"@/app/java.args\",\"$(cat "$HERE/$target/main")\""
    [ -z "$fault" ] || entry="\"@/app/faulty.args\",\"$FAULTY_MAIN\",\"$fault\""
    add_image "$work" "localhost/blogsite/$target:${one%%=*}" "[\"/opt/java/bin/java\",$entry]" \
      "${layers[@]}" ${fault:+"$faulty"}
  done
  write_archive "$work" "$folder/image.tar"
}

# add_image WORK NAME ENTRYPOINT LAYER...: adds an image to the archive that is made in WORK.
add_image() {
  local work=$1 name=$2 entry=$3 layer size=0 diffs='' files='' history='' config
  shift 3
  for layer in "$@"; do
    size=$((size + $(stat -c %s "$layer/layer.tar.gz")))
    ln -f "$layer/layer.tar.gz" "$work/$(cat "$layer/digest").tar.gz"
    diffs+=,\"sha256:$(cat "$layer/diff-id")\"
    files+=,\"$(cat "$layer/digest").tar.gz\"
    layer=${layer##*/}
    history+=,"{\"created\":\"$EPOCH\",\"created_by\":\"images/build ${layer%-*}\"}"
  done
  [ "$size" -le "$MAX_BYTES" ] || die "$name weighs $size bytes compressed; must be at most $MAX_BYTES"
  cat >"$work/config" <<JSON
{"architecture":"$(architecture)","os":"linux","created":"$EPOCH",
 "config":{"User":"$USER_ID:$USER_ID","WorkingDir":"/","Entrypoint":$entry,"Env":["LANG=C.UTF-8"],
  "ExposedPorts":{"8080/tcp":{},"8081/tcp":{}},
  "Labels":{"org.opencontainers.image.title":"${name%:*}","org.opencontainers.image.version":"${name##*:}",
   "org.opencontainers.image.licenses":"Apache-2.0"}},
 "rootfs":{"type":"layers","diff_ids":[${diffs#,}]},"history":[${history#,}]}
JSON
  config=$(sha256sum <"$work/config" | cut -d' ' -f1).json
  mv "$work/config" "$work/$config"
  echo "{\"Config\":\"$config\",\"RepoTags\":[\"$name\"],\"Layers\":[${files#,}]}" >>"$work/images"
  note "$name: $((size / 1000 / 1000)) MB compressed"
}

# write_archive WORK FILE: packs what add_image has collected.
write_archive() {
  echo "[$(paste -sd, "$1/images")]" >"$1/manifest.json"
  rm "$1/images"
  # The manifest first: readers need not go through the layers to find it.
  (cd "$1" && tar --create --file "$2" --format=gnu --owner=0 --group=0 --numeric-owner --mtime="$EPOCH" \
    manifest.json [0-9a-f]*.json [0-9a-f]*.tar.gz)
}

architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) die "processor is $(uname -m); images are made for x86_64 and aarch64" ;;
  esac
}
