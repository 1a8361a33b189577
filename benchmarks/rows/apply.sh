# kubectl apply of a new site to the first 200 through its router. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154
. benchmarks/cluster.sh

row_apply() { cluster_table apply "kubectl apply of a new site to the first 200 through its router" 12 "$ROUNDS"; }
