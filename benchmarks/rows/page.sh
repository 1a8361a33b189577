# CPU per request of a cached post page. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154

row_page() {
  local out=$SCRATCH/page blog nginx
  need wrk=wrk nginx=nginx curl=curl
  unpack_image blog-server
  in_image benchmarks/page.sh >"$out"
  blog=$(median_of blog "$out") nginx=$(median_of nginx "$out")
  echo "A cached post page ($(awk '$1 == "size" {print $2}' "$out") bytes), 64 keep-alive connections, $ROUNDS rounds"
  printf '  %-22s %8s µs of CPU per request   (%s)\n' blog-server "$blog" "$(spread_of blog "$out")" nginx "$nginx" "$(spread_of nginx "$out")"
  printf '  %-22s %8s   promised: at most 1.25: %s\n' ratio "$(ratio "$blog" "$nginx")" "$(verdict "$(ratio "$blog" "$nginx")" 1.25)"
}
