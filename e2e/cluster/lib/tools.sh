# Everything that must be on the machine. Sourced by ../cluster.
# shellcheck shell=bash

# The commands that a Podman cluster needs, and the Debian packages that bring them.
PODMAN_PACKAGES=(podman runc conmon netavark aardvark-dns uidmap debootstrap debian-archive-keyring
  iproute2 nftables iptables)

# tools [--api-only]: brings what is missing and prints the folder of the programs.
tools() {
  local wanted=(kube helm crd-check)
  case "$# ${1-}" in
    '0 ') wanted=(kube kind helm) ;;
    '1 --api-only') ;;
    *) refuse "tools: unknown argument '$*'; takes nothing or --api-only" ;;
  esac
  # Before the long builds: it may have to say that no cluster can run here.
  if [ "${1-}" != --api-only ]; then choose_engine; fi
  mkdir -p "$CACHE" || die "cannot make the cache folder $CACHE: set BLOGSITE_CACHE to one that can be written"
  build_programs "${wanted[@]}"
  link_programs "${wanted[@]}"
  if [ "${1-}" != --api-only ]; then prepare_engine; fi
  bin_folder
}

# prepare_engine: what only one of the two engines needs.
prepare_engine() {
  [ "$ENGINE" = podman ] || return 0
  need_packages "${PODMAN_PACKAGES[@]}"
  write_containers_conf
  build_programs coredns pause pod-policies
  node_image_exists || locked "$CACHE/locks/image" build_node_image
}
