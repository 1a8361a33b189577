# Process start to the first 200. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154

row_start() {
  local out=$SCRATCH/start image plain go
  # One start takes half a second and differs from the next by a third of it: five say little.
  local -x ROUNDS=$((ROUNDS < 11 ? 11 : ROUNDS))
  unpack_image blog-server
  # The jars as Maven has them: the folder that the image was just made from.
  # shellcheck disable=SC2012 # names are ours
  PLAIN_JARS=$(ls -td "$CACHE"/images/jars-blog-server-* | head -n 1) JDK=$JAVA_HOME GO_SERVER=
  if command -v go >/dev/null; then
    GO_SERVER=$SCRATCH/goserver
    (cd benchmarks/goserver && step 'compiling the Go server' env CGO_ENABLED=0 go build -o "$GO_SERVER" .)
  fi
  export PLAIN_JARS JDK GO_SERVER
  in_image benchmarks/start.sh >"$out"
  image=$(median_of image "$out") plain=$(median_of plain "$out") go=$(median_of go "$out")
  echo "Process start to the first 200 of the newest post, 1,000 posts indexed, $ROUNDS rounds"
  printf '  %-40s %6s ms   (%s)\n' 'as in the image' "$image" "$(spread_of image "$out")" \
    'plain JVM: no AOT cache, jlink, unpacking' "$plain" "$(spread_of plain "$out")" \
    'Go net/http, the same files read' "${go:-no Go}" "$(spread_of go "$out")"
  printf '  %-40s %6s      promised: at most 0.5: %s\n' 'image / plain' "$(ratio "$image" "$plain")" "$(verdict "$(ratio "$image" "$plain")" 0.5)"
}
