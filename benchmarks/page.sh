# Sourced inside images/lib/in-root: the page from the blog server and from nginx, in turns.
# shellcheck shell=bash disable=SC2154
. benchmarks/lib.sh
. benchmarks/cpu.sh

mkdir "$SCRATCH/set" "$SCRATCH/data" && chmod 777 "$SCRATCH/data"
write_config "$SCRATCH/set"
write_post "$SCRATCH/set/page.md" 'A page of ten kilobytes' 1600 7
for number in $(seq 20); do write_post "$SCRATCH/set/post-$number.md" "Post $number" 200 "$number"; done
image_java @/app/java.args dev.blogsite.blog.BlogMain serve --set /tmp/set --data /tmp/data --port 8080 --ops-port 8081 >&2 &
blog=$! JAVA_PID=$!
await http://127.0.0.1:8081/health/ready
curl --silent --dump-header "$SCRATCH/head" --output "$SCRATCH/page.html" http://127.0.0.1:8080/posts/page
echo "size $(wc -c <"$SCRATCH/page.html")"

cat >"$SCRATCH/nginx.conf" <<CONF
user root;
worker_processes $(nproc);
pid $SCRATCH/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  server_tokens off;
  max_ranges 0;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  server {
    listen 8090 reuseport;
    location = /nginx-is-up { return 200; }
    location = /posts/page {
      alias $SCRATCH/page.html;
      types { }
      default_type "text/html; charset=utf-8";
      add_header Last-Modified "";
      $(header_lines "$SCRATCH/head")
    }
  }
}
CONF
chmod -R a+rX "$SCRATCH"
start_nginx "$SCRATCH/nginx.conf" 8090
curl --silent --dump-header "$SCRATCH/head-nginx" --output "$SCRATCH/nginx.html" http://127.0.0.1:8090/posts/page
cmp "$SCRATCH/page.html" "$SCRATCH/nginx.html" >&2
names() { tr -d '\r' <"$1" | sed -n 's/^\([A-Za-z-]*\):.*/\L\1/p' | grep -vE '^(server|connection)$' | sort; }
diff <(names "$SCRATCH/head") <(names "$SCRATCH/head-nginx") >&2 || { echo 'the headers differ' >&2; exit 1; }

warm http://127.0.0.1:8080/posts/page
warm http://127.0.0.1:8090/posts/page
for _ in $(seq "$ROUNDS"); do
  measure blog 5 http://127.0.0.1:8080/posts/page "$blog"
  measure nginx 5 http://127.0.0.1:8090/posts/page "$NGINX"
done
