# CPU time of processes under load. Sourced inside images/lib/in-root, which gives ROOT and SCRATCH.
# shellcheck shell=bash disable=SC2154

# ticks_of PID...: CPU time used so far, user and system, all threads.
ticks_of() {
  local pid line fields sum=0
  for pid in "$@"; do
    read -r line <"$ROOT/proc/$pid/stat"
    read -ra fields <<<"${line##*) }"
    sum=$((sum + fields[11] + fields[12]))
  done
  echo "$sum"
}

# children_of PID
children_of() { cat "$ROOT/proc/$1/task/$1/children"; }

# load SECONDS URL [OPTION...]: prints how many requests were answered; any failed one ends the run.
load() {
  local said
  said=$(wrk --threads 1 --connections 64 --duration "${1}s" "${@:3}" "$2")
  if grep -qE 'Non-2xx|Socket errors' <<<"$said"; then
    echo "requests failed: $said" >&2
    return 1
  fi
  sed -n 's/^ *\([0-9]*\) requests in .*/\1/p' <<<"$said"
}

# warm URL [OPTION...]: until it has answered 300,000 requests, when compilers and caches have settled.
warm() {
  local answered=0
  while [ "$answered" -lt 300000 ]; do
    answered=$((answered + $(load 4 "$@")))
  done
}

# measure NAME SECONDS URL PIDS [OPTION...]: prints NAME and the µs of CPU that the processes took for a request.
measure() {
  local before after requests pids
  read -ra pids <<<"$4"
  before=$(ticks_of "${pids[@]}")
  requests=$(load "$2" "$3" "${@:5}")
  after=$(ticks_of "${pids[@]}")
  awk -v name="$1" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" -v n="$requests" -v s="$2" \
    'BEGIN {printf "%s %.2f %.0f\n", name, ticks / hz * 1e6 / n, n / s}'
}

# start_nginx CONF PORT: sets NGINX to its workers' ids.
start_nginx() {
  nginx -c "$1" -p "$SCRATCH" -e "$SCRATCH/nginx-errors" -g 'daemon off;' &
  JAVA_PID=$!
  await "http://127.0.0.1:$2/nginx-is-up"
  # shellcheck disable=SC2034 # for who sources this
  NGINX=$(children_of "$JAVA_PID")
}

# header_lines FILE: nginx directives for an answer's headers, but those that every server makes by itself.
header_lines() {
  tr -d '\r' <"$1" | awk -F': ' 'NR > 1 && NF > 1 {
    name = tolower($1); value = substr($0, length($1) + 3)
    if (name ~ /^(date|server|connection|content-length|content-type|etag|last-modified|keep-alive|set-cookie)$/) next
    if (name == "x-request-id") value = "$request_id"
    gsub(/"/, "\\\"", value)
    printf "add_header %s \"%s\";\n", $1, value
  }'
}
