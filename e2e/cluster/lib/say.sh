# Talking to whoever runs this: progress and errors, all of it on stderr, under the name in PROGRAM. Sourced.
# shellcheck shell=bash

# note TEXT...: one line of progress.
note() { printf '%s: %s\n' "$PROGRAM" "$*" >&2; }

# die TEXT...: says what was refused and ends the run with status 1.
die() {
  printf '%s: error: %s\n' "$PROGRAM" "$*" >&2
  exit 1
}

# refuse TEXT...: the same for wrong arguments, with status 2.
refuse() {
  printf '%s: error: %s\n' "$PROGRAM" "$*" >&2
  exit 2
}

# make_scratch: sets SCRATCH, a temporary folder that goes when this run ends; 'cluster clean' removes
# those of killed runs, which it knows by the process id in the name.
make_scratch() {
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/blogsite-$PROGRAM.$$.XXXXXX")
  trap 'rm -rf "$SCRATCH"' EXIT
}

# wait_for SECONDS: without a child process, which would outlive a killed run and keep its output open:
# a read from a pipe that nobody writes to.
wait_for() {
  [ -n "${NEVER-}" ] || exec {NEVER}<> <(:)
  read -r -t "$1" -u "$NEVER" || true
}

# count_up TEXT: shows the seconds of a running step until it is ended: live on a terminal, once a
# minute in a log.
count_up() {
  local began=$SECONDS pause=60
  [ -t 2 ] && pause=1
  # A run that was killed takes no counter with it.
  while wait_for "$pause" && kill -0 $$ 2>/dev/null; do
    if [ -t 2 ]; then
      printf '\r%s: %s … %d s ' "$PROGRAM" "$1" $((SECONDS - began)) >&2
    else
      note "$1 … still at it after $((SECONDS - began)) s"
    fi
  done
}

# step TEXT COMMAND...: runs the command with its output in a log, and shows TEXT and the seconds it
# took. Where it fails, the log's end is shown and the run ends. Not for use in a condition.
step() {
  local text=$1 began=$SECONDS status=0 log counter
  shift
  [ -n "${SCRATCH-}" ] || make_scratch
  log=$(mktemp "$SCRATCH/step.XXXXXX")
  [ -t 2 ] || note "$text …"
  count_up "$text" &
  counter=$!
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1
  status=$?
  { kill "$counter" && wait "$counter"; } 2>/dev/null
  set -e
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if [ "$status" -ne 0 ]; then
    printf '%s: %s: failed after %d s. The end of what it said:\n' "$PROGRAM" "$text" $((SECONDS - began)) >&2
    tail -n 25 "$log" | sed 's/^/    /' >&2
    exit 1
  fi
  note "$text: $((SECONDS - began)) s"
  rm -f "$log"
}

# locked [--shared] FILE COMMAND...: runs the command while no other run holds the file's lock. The
# command itself does not inherit the lock: a daemon that it leaves behind must not hold it for ever.
locked() {
  local kind=--exclusive file lock
  if [ "$1" = --shared ]; then
    kind=$1
    shift
  fi
  file=$1
  shift
  mkdir -p "${file%/*}"
  exec {lock}>"$file"
  if ! flock "$kind" --nonblock "$lock"; then
    note "waiting for another run that holds ${file##*/}"
    flock "$kind" "$lock"
  fi
  (
    exec {lock}>&-
    "$@"
  )
  exec {lock}>&-
}
