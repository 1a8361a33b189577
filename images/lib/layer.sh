# Layers: tars of fixed order, owner and time. Sourced by ../build.
# shellcheck shell=bash

# make_layer ROOT FOLDER: packs ROOT into FOLDER/layer.tar.gz, beside the hashes of the tar and of the file.
make_layer() {
  tar --create --directory "$1" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="$EPOCH" . >"$SCRATCH/layer.tar"
  sha256sum <"$SCRATCH/layer.tar" | cut -d' ' -f1 >"$2/diff-id"
  gzip --no-name -6 <"$SCRATCH/layer.tar" >"$2/layer.tar.gz"
  sha256sum <"$2/layer.tar.gz" | cut -d' ' -f1 >"$2/digest"
  rm -f "$SCRATCH/layer.tar"
}

# unpack_layers ROOT LAYER...: as a container runtime does, times included.
unpack_layers() {
  local root=$1 layer
  shift
  mkdir -p "$root"
  for layer in "$@"; do
    tar --extract --gzip --directory "$root" --file "$layer/layer.tar.gz"
  done
}
