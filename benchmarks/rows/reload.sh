# Write of a track's ConfigMap to acknowledged by its five pods. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154
. benchmarks/cluster.sh

row_reload() { cluster_table reload "Write of a track's ConfigMap to acknowledged by its five pods" 3 "$ROUNDS"; }
