# Starting, using and ending clusters. Sourced by ../cluster.
# shellcheck shell=bash

# full_name NAME: the cluster's name with its prefix; NAME may have it already.
full_name() {
  local name=${1#"$PREFIX"}
  [[ $name =~ ^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$ ]] ||
    refuse "cluster name is '$1'; must be 1 to 30 of a-z, 0-9 and '-', beginning and ending with a letter or digit, like 'demo'"
  echo "$PREFIX$name"
}

# state_of CLUSTER: the folder of what is known about it: kubeconfig, owner, guard.
state_of() { echo "$CACHE/clusters/$1"; }

# existing CLUSTER: refuses one that has no container.
existing() {
  [ -n "$(nodes_of "$1")" ] && return
  refuse "cluster '${1#"$PREFIX"}' does not exist; there are: $(our_clusters | sed "s/^$PREFIX//" | paste -sd' ' | grep . || echo none)." \
    "Start it by 'cluster up ${1#"$PREFIX"}'"
}

kube() { timeout "$1" "$(bin_folder)/kubectl" --kubeconfig "$(state_of "$2")/kubeconfig" "${@:3}"; }

# up NAME [--nodes N] [--owner PID]: a healthy cluster; prints the path of its kubeconfig.
up() {
  local name='' nodes=1 owner='' cluster
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes)
        nodes=${2-}
        [[ $nodes =~ ^[1-9]$ ]] || refuse "up: --nodes is '$nodes'; must be 1 to 9"
        shift
        ;;
      --owner)
        owner=${2-}
        birth_of "$owner" >/dev/null || refuse "up: --owner is '$owner'; must be the id of a running process"
        shift
        ;;
      -*) refuse "up: unknown option '$1'; takes NAME [--nodes N] [--owner PID]" ;;
      *)
        [ -z "$name" ] || refuse "up: one NAME only; got '$name' and '$1'"
        name=$1
        ;;
    esac
    shift
  done
  cluster=$(full_name "$name")
  tools >/dev/null
  mkdir -p "$(state_of "$cluster")"
  set_owner "$cluster" "$owner"
  locked --shared "$CACHE/locks/engine" locked "$CACHE/locks/$cluster" keep_or_create "$cluster" "$nodes"
  echo "$(state_of "$cluster")/kubeconfig"
}

# keep_or_create CLUSTER NODES: keeps a healthy one of that many nodes, replaces any other.
keep_or_create() {
  local why
  choose_engine
  if [ -n "$(nodes_of "$1")" ]; then
    if why=$(unfit "$1" "$2"); then
      note "${1#"$PREFIX"}: keeping the healthy cluster that is there"
      return
    fi
    note "${1#"$PREFIX"}: replacing the cluster that is there: $why"
    remove_containers "$1"
  fi
  create "$1" "$2"
}

# unfit CLUSTER NODES: succeeds in silence where it serves as it is, else fails and says why not.
unfit() {
  local node state count image kubeconfig
  count=$(nodes_of "$1" | wc -l)
  [ "$count" = "$2" ] || { echo "it has $count nodes, $2 are asked for"; return 1; }
  for node in $(nodes_of "$1"); do
    state=$(node_state "$node")
    [ "$state" = running ] || { echo "node $node is $state"; return 1; }
    image=$("$ENGINE" inspect --format '{{.Config.Image}}' "$node")
    [ "$image" = "$(image_of_engine)" ] || { echo "node $node was made from the image $image"; return 1; }
  done
  kubeconfig=$(state_of "$1")/kubeconfig
  mkdir -p "${kubeconfig%/*}"
  kind get kubeconfig --name "$1" >"$kubeconfig.part" 2>/dev/null || { echo "it has no kubeconfig"; return 1; }
  mv "$kubeconfig.part" "$kubeconfig"
  kube 15 "$1" get --raw /readyz >/dev/null 2>&1 || { echo "its API server is not ready"; return 1; }
  kube 30 "$1" wait --for=condition=Ready nodes --all --timeout=20s >/dev/null 2>&1 ||
    { echo "not all of its nodes are Ready"; return 1; }
}

# image_of_engine: the node image: published, or ours.
image_of_engine() {
  if [ "$ENGINE" = docker ]; then echo "${BLOGSITE_NODE_IMAGE:-$PUBLISHED_NODE_IMAGE}"; else node_image; fi
}

kind() { "$(bin_folder)/kind" "$@"; }

# create CLUSTER NODES: makes it and waits until pods can be resolved by name in it. What is half made
# goes again when this ends early.
create() {
  local name=${1#"$PREFIX"} state
  state=$(state_of "$1")
  mkdir -p "$state"
  trap 'remove_containers "'"$1"'" >&2' EXIT
  trap 'exit 130' INT TERM
  make_network
  {
    printf 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnetworking: {ipFamily: ipv4}\nnodes:\n- role: control-plane\n'
    for _ in $(seq 2 "$2"); do echo '- role: worker'; done
  } >"$state/kind.yaml"
  step "$name: starting $2 node$([ "$2" = 1 ] || echo s) of Kubernetes in $ENGINE" \
    kind create cluster --name "$1" --image "$(image_of_engine)" --config "$state/kind.yaml" \
    --kubeconfig "$state/kubeconfig" --wait 180s
  check_reach "$1"
  step "$name: waiting for its name server and accounts" wait_for_cluster "$1"
  trap - EXIT INT TERM
}

# check_reach CLUSTER: readers come by the node's own address, which a Docker in a virtual machine or far away hides.
check_reach() {
  local address
  address=$(node_address "$1-control-plane")
  timeout 10 bash -c ": </dev/tcp/$address/6443" 2>/dev/null ||
    die "the node's address $address cannot be reached from here: $ENGINE must run on this very machine," \
      "and neither rootless nor in a virtual machine"
}

# wait_for_cluster CLUSTER: until every node is Ready, names resolve, and pods may be made.
wait_for_cluster() {
  kube 130 "$1" wait --for=condition=Ready nodes --all --timeout=120s
  kube 130 "$1" --namespace kube-system rollout status deployment/coredns --timeout=120s
  kube 70 "$1" wait --for=create serviceaccount/default --timeout=60s
  [ "$ENGINE" = docker ] || wait_for_policies "$1"
}

# wait_for_policies CLUSTER: until on every node somebody answers the kernel, which asks on queue 100
# whether a policy forbids a connection. The published image's own network needs no help.
wait_for_policies() {
  local node deadline=$((SECONDS + 60))
  for node in $(nodes_of "$1"); do
    until "$ENGINE" exec "$node" grep -q '^ *100 ' /proc/net/netfilter/nfnetlink_queue; do
      [ "$SECONDS" -lt "$deadline" ] || die "nobody keeps the NetworkPolicies of node $node after 60 s:" \
        "$("$ENGINE" exec "$node" journalctl --unit pod-policies --lines 5 --output cat)"
      wait_for 0.2
    done
  done
}

# make_network: the nodes' own network, made by hand since kind's would have IPv6 too, where pods have
# no address to reach its name server from.
make_network() {
  local said
  has_network && return
  # Another run may have been faster.
  said=$("$ENGINE" network create "$NETWORK" 2>&1) || has_network || die "no network for the nodes: $said"
}

has_network() { "$ENGINE" network inspect "$NETWORK" >/dev/null 2>&1; }

# down NAME...: ends them; one that does not exist is only said so.
down() {
  local name cluster
  [ $# -gt 0 ] || refuse "down: names no cluster; takes NAME..."
  for name in "$@"; do full_name "$name" >/dev/null; done
  has_engine || { note "no container engine is here, so no cluster either"; return; }
  for name in "$@"; do
    cluster=$(full_name "$name")
    end_guard "$cluster"
    locked "$CACHE/locks/$cluster" remove "$cluster"
  done
  sweep_if_last
}

# remove CLUSTER: containers, volumes and state.
remove() {
  local began=$SECONDS
  if [ -n "$(nodes_of "$1")" ]; then
    remove_containers "$1"
    note "${1#"$PREFIX"}: taken down in $((SECONDS - began)) s"
  else
    note "${1#"$PREFIX"}: no such cluster is running"
  fi
  rm -rf "$(state_of "$1")"
}

# remove_containers CLUSTER: whatever state its containers are in. One that is still being made, by an
# engine that was asked by a run since killed, cannot be removed at once.
remove_containers() {
  local nodes volumes deadline=$((SECONDS + 60))
  while mapfile -t nodes < <(nodes_of "$1") && [ "${#nodes[@]}" != 0 ]; do
    [ "$SECONDS" -lt "$deadline" ] || die "containers of $1 are still there after 60 s: ${nodes[*]};" \
      "the last that $ENGINE said: $(cat "$SCRATCH/removal")"
    remove_nodes "${nodes[@]}" >"$SCRATCH/removal" 2>&1 || wait_for 0.5
  done
  mapfile -t volumes < <(volumes_of "$1")
  [ "${#volumes[@]}" = 0 ] || "$ENGINE" volume rm --force "${volumes[@]}" >/dev/null
}

remove_nodes() {
  local node
  for node in "$@"; do
    # A frozen process cannot be killed.
    if [ "$(node_state "$node")" = paused ]; then "$ENGINE" unpause "$node"; fi
  done
  # Nothing in them needs to end in order.
  "$ENGINE" kill "$@" || true
  timeout 20 "$ENGINE" rm --force --volumes "$@"
}

# each_node VERB NAME: pauses or unpauses every node of the cluster; one that is so already stays so.
each_node() {
  local cluster node state
  cluster=$(full_name "${2-}")
  choose_engine
  existing "$cluster"
  for node in $(nodes_of "$cluster"); do
    state=$(node_state "$node")
    case "$1 $state" in
      'pause paused' | 'unpause running') ;;
      'pause running' | 'unpause paused') "$ENGINE" "$1" "$node" >/dev/null ;;
      *) die "node $node is $state; only a running one can be paused, and a paused one unpaused: replace it by 'cluster up $2'" ;;
    esac
  done
}

# print_kubeconfig NAME: the path that `up` printed.
print_kubeconfig() {
  local cluster
  cluster=$(full_name "${1-}")
  choose_engine
  existing "$cluster"
  echo "$(state_of "$cluster")/kubeconfig"
}

# print_address NAME: the address of the control plane's node, where every NodePort answers.
print_address() {
  local cluster
  cluster=$(full_name "${1-}")
  choose_engine
  existing "$cluster"
  node_address "$cluster-control-plane"
}

# list: one line per cluster: name, engine, nodes, their states, owner.
list() {
  local cluster owner
  has_engine || return 0
  our_clusters | while read -r cluster; do
    read -r owner _ 2>/dev/null <"$(state_of "$cluster")/owner" || owner=-
    printf '%s\t%s\t%s nodes\t%s\towner %s\n' "${cluster#"$PREFIX"}" "$ENGINE" "$(nodes_of "$cluster" | wc -l)" \
      "$(for node in $(nodes_of "$cluster"); do node_state "$node"; done | sort | uniq | paste -sd,)" "${owner:--}"
  done
}
