# A cluster with the operator, for the rows that need one. Sourced by ../bench.
# shellcheck shell=bash disable=SC2154

# cluster_row ROW ROUNDS IMAGE...: prints the row's name and the milliseconds of each round.
cluster_row() {
  local row=$1 rounds=$2
  shift 2
  ready_cluster "$@"
  java_e2e dev.blogsite.e2e.bench.ClusterBench \
    "$row" "$rounds" "$BENCH_KUBECONFIG" "$BENCH_ADDRESS" "$BENCH_VERSION"
}

# ready_cluster IMAGE...: sets BENCH_KUBECONFIG, BENCH_ADDRESS and BENCH_VERSION.
ready_cluster() {
  local tools
  BENCH_VERSION=$(sed -n 's:.*<revision>\(.*\)</revision>.*:\1:p' pom.xml)
  [ -z "${BENCH_KUBECONFIG-}" ] || return 0
  tools=$(cluster_tools)
  build_e2e 'building the readers'
  if [ -n "${BLOGSITE_KUBECONFIG-}" ]; then
    BENCH_KUBECONFIG=$BLOGSITE_KUBECONFIG BENCH_ADDRESS=${BLOGSITE_NODE_ADDRESS:?names no node of $BLOGSITE_KUBECONFIG}
    return
  fi
  build_images operator blog-server bad-errors
  # It goes when this run ends, however it ends.
  BENCH_KUBECONFIG=$(e2e/cluster/cluster up bench --owner $$)
  BENCH_ADDRESS=$(e2e/cluster/cluster address bench)
  e2e/cluster/cluster load bench "${ARCHIVES[@]}"
  install_operator "$tools" "$BENCH_KUBECONFIG"
}

# cluster_table ROW TITLE SECONDS ROUNDS: runs a row and prints its median beside what was promised.
cluster_table() {
  local out=$SCRATCH/$1 seconds
  cluster_row "$1" "$4" >"$out"
  seconds=$(awk -v ms="$(median_of "$1" "$out")" 'BEGIN {printf "%.1f", ms / 1000}')
  echo "$2, $4 rounds"
  printf '  %s s   (%s ms)   promised: at most %s s: %s\n' "$seconds" "$(spread_of "$1" "$out")" "$3" "$(verdict "$seconds" "$3")"
}
