# Debian packages that are missing. Sourced by ../cluster and by all that run beside it.
# shellcheck shell=bash

# need COMMAND=PACKAGE...: installs the packages of the commands that are not on the path.
need() {
  local one missing=()
  for one in "$@"; do
    command -v "${one%%=*}" >/dev/null || missing+=("${one#*=}")
  done
  [ "${#missing[@]}" = 0 ] || bring "${missing[@]}"
}

# need_packages PACKAGE...: installs those that are missing.
need_packages() {
  local missing=() one
  for one in "$@"; do
    installed "$one" || missing+=("$one")
  done
  [ "${#missing[@]}" = 0 ] || bring "${missing[@]}"
}

# installed PACKAGE: whether dpkg has it installed.
installed() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# bring PACKAGE...: by apt, as root.
bring() {
  command -v apt-get >/dev/null || die "missing ${*}, and this system has no apt-get: install them"
  [ "$(id -u)" = 0 ] || die "missing ${*}: run 'apt-get install ${*}' as root"
  locked "$CACHE/locks/apt" step "installing ${*}" apt_install "$@"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install --yes --no-install-recommends "$@"
}
