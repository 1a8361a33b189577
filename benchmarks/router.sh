# Sourced inside images/lib/in-root: two blog servers, and before them the router and nginx in turns.
# shellcheck shell=bash disable=SC2154
. benchmarks/lib.sh
. benchmarks/cpu.sh

mkdir "$SCRATCH/set" "$SCRATCH/split"
write_config "$SCRATCH/set"
write_post "$SCRATCH/set/page.md" 'A page of ten kilobytes' 1600 7
head -c 32 /dev/urandom >"$SCRATCH/key"
cat >"$SCRATCH/split/split.json" <<'JSON'
{"site":"blogs/bench","rollout":"bench-6f9c01ab23-1","epoch":1,"weightPpm":500000,"leaseSeconds":86400,
 "stable":{"revision":"0a1b2c3d4e","host":"127.0.0.1","port":8082},
 "canary":{"revision":"6f9c01ab23","host":"127.0.0.1","port":8084},
 "thresholds":{"latency":0.32}}
JSON
for port in 8082 8084; do
  mkdir -m 777 "$SCRATCH/data-$port"
  image_java @/app/java.args dev.blogsite.blog.BlogMain serve --set /tmp/set --data "/tmp/data-$port" --port $port --ops-port $((port + 1)) >&2 &
  JAVA_PID=$!
  await http://127.0.0.1:$((port + 1))/health/ready
done
chmod -R a+rX "$SCRATCH"
image_java @/app/java.args dev.blogsite.blog.BlogMain router --split /tmp/split --key /tmp/key --site blogs/bench >&2 &
router=$! JAVA_PID=$!
await http://127.0.0.1:8081/health/ready

cat >"$SCRATCH/nginx.conf" <<CONF
user root;
worker_processes $(nproc);
pid $SCRATCH/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  server_tokens off;
  keepalive_requests 1000000000;
  proxy_temp_path $SCRATCH/proxy;
  # A reader keeps the pod of the cookie; a new one is split by chance and gets one.
  map \$cookie_blogsite_track \$reader { "" \$request_id; default \$cookie_blogsite_track; }
  map \$cookie_blogsite_track \$cookie { "" "blogsite_track=\$request_id; HttpOnly; SameSite=Lax; Path=/"; default ""; }
  split_clients \$reader \$pods { 50% canary; * stable; }
  upstream stable { server 127.0.0.1:8082; keepalive 64; keepalive_requests 1000000000; }
  upstream canary { server 127.0.0.1:8084; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 8090 reuseport;
    location = /nginx-is-up { return 200; }
    location / {
      proxy_pass http://\$pods;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host \$host;
      proxy_set_header X-Forwarded-For \$remote_addr;
      proxy_set_header X-Forwarded-Proto \$scheme;
      proxy_set_header X-Request-Id \$request_id;
      add_header X-Blogsite-Track \$pods;
      add_header Set-Cookie \$cookie;
    }
  }
}
CONF
start_nginx "$SCRATCH/nginx.conf" 8090

# A hundred readers with cookies of the router's own, taken in turns.
for _ in $(seq 100); do
  curl --silent --output /dev/null --dump-header - http://127.0.0.1:8080/posts/page
done | tr -d '\r' | sed -n 's/^set-cookie: \(blogsite_track=[^;]*\).*/\1/Ip' >"$SCRATCH/cookies"
[ "$(wc -l <"$SCRATCH/cookies")" = 100 ] || { echo 'the router gave no cookies' >&2; exit 1; }
cat >"$SCRATCH/returning.lua" <<LUA
local requests = {}
function init()
  for cookie in io.lines("$SCRATCH/cookies") do
    requests[#requests + 1] = wrk.format("GET", "/posts/page", { Host = "bench", Cookie = cookie })
  end
end
local n = 0
function request()
  n = n + 1
  return requests[1 + n % #requests]
end
LUA

page=/posts/page
for port in 8080 8090; do
  warm "http://127.0.0.1:$port$page" --script "$SCRATCH/returning.lua"
done
for _ in $(seq "$ROUNDS"); do
  measure router-returning 5 "http://127.0.0.1:8080$page" "$router" --script "$SCRATCH/returning.lua"
  measure nginx-returning 5 "http://127.0.0.1:8090$page" "$NGINX" --script "$SCRATCH/returning.lua"
  measure router-new 5 "http://127.0.0.1:8080$page" "$router"
  measure nginx-new 5 "http://127.0.0.1:8090$page" "$NGINX"
done
