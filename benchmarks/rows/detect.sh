# First bad request of a canary failing 5 % (5 % weight, 200 requests/s) to weight 0. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154
. benchmarks/cluster.sh

row_detect() { cluster_table detect "First bad request of a canary failing 5 % (5 % weight, 200 requests/s) to weight 0" 20 "$((ROUNDS < 10 ? 10 : ROUNDS))"; }
