# The container engine that nodes run in: Docker where its daemon answers, else Podman as root.
# Sourced by ../cluster.
# shellcheck shell=bash

# docker_answers: whether a Docker daemon is there, and not Podman under Docker's name.
docker_answers() {
  command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1 && ! docker version 2>/dev/null | grep -qi podman
}

# choose_engine: sets ENGINE, and what kind and the engine read from the environment.
choose_engine() {
  [ -z "${ENGINE-}" ] || return 0
  [ "$(uname -s)" = Linux ] || die "this is $(uname -s); clusters need Linux, where node addresses are reachable"
  if docker_answers; then
    ENGINE=docker
    export KIND_EXPERIMENTAL_DOCKER_NETWORK=$NETWORK
  else
    [ "$(id -u)" = 0 ] || die "no Docker daemon answers, and Podman clusters need root, which uid $(id -u) is not:" \
      "start Docker, or run this as root"
    [ "$(uname -m)" = x86_64 ] || die "no Docker daemon answers, and the node image for Podman is made for x86_64 only;" \
      "this is $(uname -m): start Docker"
    ENGINE=podman
    export KIND_EXPERIMENTAL_PODMAN_NETWORK=$NETWORK CONTAINERS_CONF=$CACHE/containers.conf
  fi
  export KIND_EXPERIMENTAL_PROVIDER=$ENGINE
}

# at_most LIMIT HARD: the smaller of the two; HARD may be "unlimited".
at_most() { if [ "$2" = unlimited ] || [ "$2" -gt "$1" ]; then echo "$1"; else echo "$2"; fi; }

# write_containers_conf: Podman's settings. Limits are never above this process's own hard ones, which
# a container without CAP_SYS_RESOURCE cannot raise; runc, since crun refuses hybrid cgroups.
write_containers_conf() {
  local files processes
  files=$(at_most 65536 "$(ulimit -Hn)")
  processes=$(at_most 32768 "$(ulimit -Hu)")
  cat >"$SCRATCH/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=$processes:$processes"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
stop_timeout = 1
[network]
network_backend = "netavark"
CONF
  cmp --silent "$SCRATCH/containers.conf" "$CACHE/containers.conf" ||
    { cp "$SCRATCH/containers.conf" "$CACHE/containers.conf.$$" && mv "$CACHE/containers.conf.$$" "$CACHE/containers.conf"; }
  # kind mounts it into every node; a machine without kernel modules has none.
  mkdir -p /lib/modules
}

# has_engine: whether the chosen engine is installed; where it is not, there is no cluster.
has_engine() { choose_engine && command -v "$ENGINE" >/dev/null; }

# nodes_of CLUSTER: the names of its node containers, in any state, one a line.
nodes_of() {
  "$ENGINE" ps --all --filter "label=io.x-k8s.kind.cluster=$1" --format '{{.Names}}'
}

# our_clusters: the full names of all clusters of ours, of which at least one container exists.
our_clusters() {
  "$ENGINE" ps --all --filter label=io.x-k8s.kind.cluster --format '{{.Names}}' |
    while read -r node; do
      "$ENGINE" inspect --format '{{index .Config.Labels "io.x-k8s.kind.cluster"}}' "$node" 2>/dev/null || true
    done | grep "^$PREFIX" | sort -u || true
}

# volumes_of CLUSTER: the volumes of its nodes, also of nodes that never came to be. With Podman kind
# makes them itself, labelled by the node's name; Docker's go with their container. CLUSTER may be a
# regular expression.
volumes_of() {
  [ "$ENGINE" = podman ] || return 0
  podman volume ls --format '{{.Name}} {{.Labels}}' |
    grep -E "[ ,[]$1-(control-plane|worker)[0-9]*[:=]" | cut -d' ' -f1 || true
}

# node_state NODE: running, paused, exited, …
node_state() { "$ENGINE" inspect --format '{{.State.Status}}' "$1"; }

# node_address NODE: its address on the engine's network, which this machine reaches.
node_address() {
  "$ENGINE" inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$1" | tr -d ' '
}
