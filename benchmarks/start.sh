# Sourced inside images/lib/in-root: start after start, in turns.
# shellcheck shell=bash disable=SC2154
. benchmarks/lib.sh

mkdir "$SCRATCH/set" && mkdir -m 777 "$SCRATCH/data"
write_config "$SCRATCH/set"
for number in $(seq 1000); do write_post "$SCRATCH/set/post-$number.md" "Post $number" 150 "$number"; done
chmod -R a+rX "$SCRATCH/set"

arguments=(serve --set /tmp/set --data /tmp/data --port 8080 --ops-port 8081 --drain 0s)
{
  echo "ROOT=$ROOT OUTSIDE_USER=$OUTSIDE_USER IMAGE_ENV=()"
  declare -f image_java
  echo "image_java @/app/java.args dev.blogsite.blog.BlogMain ${arguments[*]}"
} >"$SCRATCH/image"
echo "exec $JDK/bin/java -cp '$PLAIN_JARS/*' dev.blogsite.blog.BlogMain ${arguments[*]//\/tmp/$SCRATCH}" >"$SCRATCH/plain"
echo "exec $GO_SERVER $SCRATCH/set" >"$SCRATCH/go"
candidates=("image=$SCRATCH/image" "plain=$SCRATCH/plain")
[ -z "$GO_SERVER" ] || candidates+=("go=$SCRATCH/go")
"$JDK/bin/java" benchmarks/FirstAnswer.java "$ROUNDS" http://127.0.0.1:8080/posts/post-1000 "$SCRATCH/data" "${candidates[@]}"
