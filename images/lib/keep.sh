# The cache: each part of an image in a folder named by the hash of what it is made from. Sourced by ../build.
# shellcheck shell=bash

# hash_of TEXT...: a short hash of the words and of standard input.
hash_of() { { printf '%s\n' "$@" && cat; } | sha256sum | cut -c1-12; }

# keep NAME KEY TEXT COMMAND...: sets KEPT to the folder of the part; where it is not there, runs the
# command, with the folder to fill as its last word, under TEXT. A killed run leaves nothing half made.
keep() {
  KEPT=$CACHE/images/$1-$2
  mkdir -p "$CACHE/images"
  if [ ! -d "$KEPT" ]; then
    locked "$CACHE/locks/images-$1" make_part "$KEPT" "${@:3}"
  fi
  touch "$KEPT"
}

# make_part FOLDER TEXT COMMAND...
make_part() {
  local folder=$1 text=$2
  shift 2
  [ ! -d "$folder" ] || return 0
  rm -rf "$folder.part"
  mkdir -p "$folder.part"
  step "$text" "$@" "$folder.part"
  mv "$folder.part" "$folder"
}

# forget_unused: removes what no build has used for a week.
forget_unused() {
  find "$CACHE/images" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} +
}
