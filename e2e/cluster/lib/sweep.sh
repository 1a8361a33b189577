# What the engine leaves behind after its last container. Sourced by ../cluster.
# shellcheck shell=bash

# clean: takes down every cluster of ours, also broken ones, and sweeps up.
clean() {
  local clusters
  [ $# = 0 ] || refuse "clean: takes no argument; got '$*'"
  has_engine || { remove_scratch_of_the_dead; return; }
  mapfile -t clusters < <({ our_clusters; ls "$CACHE/clusters" 2>/dev/null; } | sort -u)
  if [ "${#clusters[@]}" = 0 ]; then sweep_if_last; else down "${clusters[@]}"; fi
  remove_scratch_of_the_dead
}

# sweep_if_last: where no cluster of ours is left and none is being made, removes their network and,
# where Podman runs nothing at all, what it never removes by itself.
sweep_if_last() {
  local lock
  [ -z "$(our_clusters)" ] || return 0
  mkdir -p "$CACHE/locks"
  exec {lock}>"$CACHE/locks/engine"
  if flock --nonblock "$lock"; then
    (
      exec {lock}>&-
      sweep
    )
  fi
  exec {lock}>&-
}

sweep() {
  local volumes
  mapfile -t volumes < <(volumes_of "${PREFIX}[a-z0-9-]+")
  [ "${#volumes[@]}" = 0 ] || "$ENGINE" volume rm --force "${volumes[@]}" >/dev/null
  if "$ENGINE" network inspect "$NETWORK" >/dev/null 2>&1; then
    "$ENGINE" network rm "$NETWORK" >/dev/null || note "network $NETWORK stays: something else uses it"
  fi
  [ "$ENGINE" = podman ] && [ -z "$(podman ps --all --quiet)" ] || return 0
  remove_netavark_chains
  remove_empty_cgroups
  # Podman mounts it for its network name spaces, as `ip netns` does; both do so again when they need it.
  if mountpoint --quiet /run/netns && rmdir_only_if_empty /run/netns; then
    umount /run/netns && rmdir /run/netns
  fi
}

rmdir_only_if_empty() { [ -z "$(ls -A "$1")" ]; }

# remove_netavark_chains: its chains, the jumps to them, and the tables that it alone had filled.
remove_netavark_chains() {
  local table rule chain
  for table in filter nat; do
    while read -r _ rule; do
      # xargs splits into words as iptables quoted them.
      xargs iptables --table "$table" --delete <<<"$rule"
    done < <(iptables --table "$table" --list-rules 2>/dev/null | grep '^-A.*NETAVARK' || true)
    for chain in $(iptables --table "$table" --list-rules 2>/dev/null | sed -n 's/^-N \(NETAVARK.*\)/\1/p'); do
      iptables --table "$table" --flush "$chain"
      iptables --table "$table" --delete-chain "$chain"
    done
    if table_is_void "$table"; then nft delete table ip "$table"; fi
  done
}

# table_is_void TABLE: whether it has base chains only, which accept, and no rule: nothing at all.
table_is_void() {
  local text
  text=$(nft list table ip "$1" 2>/dev/null) || return 1
  ! grep -vE '^(table .*|#.*|[[:space:]]*(chain [A-Z]+ \{|type .* policy accept;|\})?)$' <<<"$text" | grep -q .
}

# remove_empty_cgroups: the folders that runc and conmon leave, deepest first; one in use stays.
remove_empty_cgroups() {
  find /sys/fs/cgroup -depth -type d -path '*/libpod_parent*' -exec rmdir {} + 2>/dev/null || true
}

# remove_scratch_of_the_dead: temporary folders of runs that were killed.
remove_scratch_of_the_dead() {
  local folder pid
  for folder in "${TMPDIR:-/tmp}"/blogsite-*.[0-9]*.*; do
    pid=${folder%.*}
    if [ -d "$folder" ] && ! birth_of "${pid##*.}" >/dev/null; then rm -rf --one-file-system "$folder"; fi
  done
}
