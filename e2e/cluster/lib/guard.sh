# The guard: takes a cluster down when the process that owns it is gone. Sourced by ../cluster.
# shellcheck shell=bash

# birth_of PID: when the process was started, in ticks since boot; with the id it names one process for
# good. Fails where no such process lives; one that nobody has reaped yet does not live.
birth_of() {
  local line fields
  [[ ${1-} =~ ^[0-9]+$ ]] || return 1
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The second field is the program's name, which may hold blanks and brackets.
  read -ra fields <<<"${line##*) }"
  [[ ${fields[0]} != [ZX] ]] || return 1
  echo "${fields[19]}"
}

# set_owner CLUSTER [PID]: from now on the cluster ends with that process, or with none.
set_owner() {
  local state pid=$2 birth
  state=$(state_of "$1")
  end_guard "$1"
  [ -n "$pid" ] || return 0
  birth=$(birth_of "$pid") || die "owner $pid has ended"
  echo "$pid $birth" >"$state/owner"
  # A session of its own: what kills the owner's process group does not reach the guard.
  setsid --fork "$HERE/cluster" watch-parent "$1" "$pid" </dev/null >>"$state/guard.log" 2>&1
}

# end_guard CLUSTER: ends its guard, unless this is the guard.
end_guard() {
  local state guard
  state=$(state_of "$1")
  rm -f "$state/owner"
  { read -r guard <"$state/guard"; } 2>/dev/null || return 0
  [ "$guard" != $$ ] || return 0
  rm -f "$state/guard"
  if tr '\0' ' ' 2>/dev/null <"/proc/$guard/cmdline" | grep -q " watch-parent $1 "; then
    kill "$guard" 2>/dev/null || true
    while birth_of "$guard" >/dev/null; do wait_for 0.5; done
  fi
}

# watch_parent NAME PID: waits for the end of the process, then takes the cluster down. Ends early, and
# leaves the cluster, where it has got another owner, none, or is gone.
watch_parent() {
  local cluster pid=${2-} birth state owner
  cluster=$(full_name "${1-}")
  state=$(state_of "$cluster")
  [[ $pid =~ ^[0-9]+$ ]] || refuse "watch-parent: owner is '$pid'; must be a process id"
  mkdir -p "$state"
  close_other_files
  echo $$ >"$state/guard"
  read -r _ birth <"$state/owner" || exit 0
  while [ "$(birth_of "$pid")" = "$birth" ]; do
    { read -r owner <"$state/owner"; } 2>/dev/null || exit 0
    [ "$owner" = "$pid $birth" ] || exit 0
    wait_for 0.5
  done
  note "${cluster#"$PREFIX"}: its owner, process $pid, has ended"
  down "$cluster"
}

# close_other_files: lets go of what the starting process had open, so that no pipe waits for the guard.
close_other_files() {
  local file
  for file in /proc/self/fd/*; do
    file=${file##*/}
    if [ "$file" -gt 2 ] && [ "$file" -lt 255 ]; then eval "exec $file>&-"; fi
  done
}
