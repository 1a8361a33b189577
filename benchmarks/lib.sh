# What the rows share: the unpacked image, a table. Sourced by ../bench.
# shellcheck shell=bash

# unpack_image TARGET: sets ROOT_OF_IMAGE to a folder with the image's files, as a container sees them.
unpack_image() {
  local archive image=$SCRATCH/image layer
  archive=$(images/build "$1")
  ROOT_OF_IMAGE=$SCRATCH/root-$1
  [ ! -d "$ROOT_OF_IMAGE" ] || return 0
  rm -rf "$image" && mkdir -p "$image" "$ROOT_OF_IMAGE"
  tar --extract --directory "$image" --file "$archive"
  # shellcheck disable=SC2013 # words are what is wanted
  for layer in $(grep -o '[0-9a-f]*\.tar\.gz' "$image/manifest.json"); do
    tar --extract --gzip --directory "$ROOT_OF_IMAGE" --file "$image/$layer"
  done
}

# in_image SCRIPT...: runs it beside the unpacked image, in name spaces of its own (see images/lib/in-root).
in_image() {
  rm -rf "$SCRATCH/tmp" && mkdir -p "$SCRATCH/tmp"
  images/lib/in-root "$ROOT_OF_IMAGE" "$SCRATCH/tmp" "$@"
}

# words_of N SEED: N words of text that do not repeat much.
words_of() {
  awk -v n="$1" -v seed="$2" 'BEGIN {
    srand(seed); split("the garden of small things where ferns grow slowly under old trees and water runs past stones that nobody has moved since spring rain came late", w, " ")
    for (i = 1; i <= n; i++) printf "%s%s", w[1 + int(rand() * 27)], i % 12 ? " " : ".\n"
    print ""
  }'
}

# write_post FILE TITLE WORDS SEED
write_post() {
  printf -- '---\ntitle: %s\ndate: 2026-01-%02d\ntags: [garden, tag%d]\n---\n\n' "$2" $((1 + $4 % 28)) $(($4 % 20)) >"$1"
  words_of "$3" "$4" >>"$1"
}

write_config() { printf 'title: Bench\ndescription: A blog to measure\nlanguage: en\nlogLevel: info\n' >"$1/config.yaml"; }

# median: of the numbers on standard input, one a line.
median() { sort -g | awk '{v[NR] = $1} END {if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

# median_of NAME FILE: the median of the second field of the lines that begin with NAME.
median_of() { awk -v name="$1" '$1 == name {print $2}' "$2" | median; }

# spread_of NAME FILE: the least and the greatest.
spread_of() { awk -v name="$1" '$1 == name {print $2}' "$2" | sort -g | sed -n '1p;$p' | paste -sd' ' | sed 's/ / to /'; }

# verdict FIGURE LIMIT: whether the figure is within what was promised.
verdict() { awk -v f="$1" -v l="$2" 'BEGIN {print f <= l ? "within" : "MISSED"}'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
