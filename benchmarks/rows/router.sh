# CPU per request of the router. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154

row_router() {
  local out=$SCRATCH/router kind router nginx
  need wrk=wrk nginx=nginx curl=curl
  unpack_image blog-server
  in_image benchmarks/router.sh >"$out"
  echo "The router before two pods at 50 %, a 10 KB page, 64 keep-alive connections, $ROUNDS rounds"
  for kind in returning new; do
    router=$(median_of "router-$kind" "$out") nginx=$(median_of "nginx-$kind" "$out")
    printf '  %-10s readers: router %6s µs of CPU per request (%s), nginx %6s (%s): ratio %s   promised: at most 1.3: %s\n' "$kind" \
      "$router" "$(spread_of "router-$kind" "$out")" "$nginx" "$(spread_of "nginx-$kind" "$out")" "$(ratio "$router" "$nginx")" \
      "$(verdict "$(ratio "$router" "$nginx")" 1.3)"
  done
}
