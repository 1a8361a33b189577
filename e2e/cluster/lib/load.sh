# Image archives into the nodes. Sourced by ../cluster.
# shellcheck shell=bash

# load NAME TAR...: into every node; an archive whose content is there under its names is skipped.
load() {
  local cluster tar
  cluster=$(full_name "${1-}")
  shift
  [ $# -gt 0 ] || refuse "load: names no image archive; takes NAME TAR..."
  for tar in "$@"; do
    tar --list --file "$tar" manifest.json >/dev/null 2>&1 ||
      refuse "load: '$tar' is no image archive: it must be a tar file with a manifest.json, as 'docker save' and Jib's buildTar write"
  done
  choose_engine
  existing "$cluster"
  for tar in "$@"; do
    locked "$CACHE/locks/$cluster" load_one "$cluster" "$tar"
  done
}

# load_one CLUSTER TAR
load_one() {
  local node missing=()
  for node in $(nodes_of "$1"); do
    has_image "$node" "$2" || missing+=("$node")
  done
  if [ "${#missing[@]}" = 0 ]; then
    note "${1#"$PREFIX"}: ${2##*/} is loaded already"
    return
  fi
  step "${1#"$PREFIX"}: loading ${2##*/} ($(du -h --dereference "$2" | cut -f1))" \
    kind load image-archive "$2" --name "$1" --nodes "$(IFS=,; echo "${missing[*]}")"
}

# has_image NODE TAR: whether each of the archive's names stands for just its content there. Containerd
# lists an image under its names and under the hash of its configuration, each with the same digest.
has_image() {
  local node=$1 tar=$2 manifest config held digest reference
  manifest=$(tar --extract --to-stdout --file "$tar" manifest.json | "$ENGINE" exec --interactive "$node" \
    jq --raw-output '.[] | .Config, .RepoTags[]?, ""')
  held=$("$ENGINE" exec "$node" ctr --namespace k8s.io images ls | awk '{print $1, $3}')
  while read -r config; do
    config=sha256:$(tar --extract --to-stdout --file "$tar" "$config" | sha256sum | cut -d' ' -f1)
    digest=$(awk -v name="$config" '$1 == name {print $2}' <<<"$held")
    [ -n "$digest" ] || return 1
    while read -r reference && [ -n "$reference" ]; do
      grep -qxF "$(full_reference "$reference") $digest" <<<"$held" || return 1
    done
  done <<<"$manifest"
}

# full_reference NAME: the image's name as containerd keeps it, with registry and tag.
full_reference() {
  local name=$1
  case $name in
    localhost/* | *.*/* | *:*/*) ;;
    */*) name=docker.io/$name ;;
    *) name=docker.io/library/$name ;;
  esac
  [[ ${name##*/} == *:* ]] || name=$name:latest
  echo "$name"
}
