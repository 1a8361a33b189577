# The lowest layer: the C library and little else, from Debian packages. Sourced by ../build.
# shellcheck shell=bash

# The C library; its C.UTF-8 locale; and the files that say which system this is.
DEBIAN_PACKAGES=(base-files libc6 libc-bin)
# Where the machine is no Debian but has Docker, the packages come from here.
DEBIAN_IMAGE=debian:bookworm-slim
# The user that images run as.
USER_ID=65532

on_debian() { command -v apt-get >/dev/null && [ -e /etc/debian_version ] && ! grep -q '^ID=ubuntu' /etc/os-release; }

# debian_layer: the layer of the packages' present versions; sets KEPT.
debian_layer() {
  local versions=$DEBIAN_IMAGE
  if on_debian; then
    versions=$(debian_versions)
    if grep -q '(none)' <<<"$versions"; then
      [ "$(id -u)" = 0 ] || die "apt knows no package ${DEBIAN_PACKAGES[*]}: run 'apt-get update' as root"
      locked "$CACHE/locks/apt" step "apt-get update" apt-get update
      versions=$(debian_versions)
    fi
  fi
  keep debian "$(hash_of "$versions" "$EPOCH" <"$HERE/lib/debian.sh")" "Debian root" make_debian
}

debian_versions() { LC_ALL=C apt-cache policy "${DEBIAN_PACKAGES[@]}" | grep -E '^[^ ]|Candidate:'; }

# make_debian FOLDER
make_debian() {
  local root=$SCRATCH/debian package
  mkdir -p "$SCRATCH/packages" "$root"
  fetch_packages "$SCRATCH/packages"
  # base-files first: on newer releases it holds the links /lib and /lib64.
  for package in "${DEBIAN_PACKAGES[@]}"; do
    unpack_package "$SCRATCH/packages/${package}"_*.deb "$root"
  done
  make_users "$root"
  mkdir -p "$root"/{dev,proc,sys,tmp,app,etc/blogsite,etc/blogsite-split,etc/blogsite-key,var/lib/blogsite}
  chmod 1777 "$root/tmp" "$root/var/lib/blogsite"
  make_layer "$root" "$1"
}

# fetch_packages FOLDER
fetch_packages() {
  cd "$1" || exit
  if on_debian; then
    download_packages || {
      # Lists that are old name versions that are gone.
      [ "$(id -u)" = 0 ] || die "apt cannot download ${DEBIAN_PACKAGES[*]}: run 'apt-get update' as root"
      locked "$CACHE/locks/apt" apt-get update && download_packages
    }
  elif command -v docker >/dev/null && docker info >/dev/null; then
    command -v dpkg-deb >/dev/null || need ar=binutils xz=xz-utils
    docker run --rm --volume "$1:/packages" --workdir /packages "$DEBIAN_IMAGE" \
      sh -c "apt-get update && apt-get -o APT::Sandbox::User=root download ${DEBIAN_PACKAGES[*]} && chmod a+r *"
  else
    die "this is no Debian, and no Docker daemon answers: Debian packages come from one or the other"
  fi
}

# As root apt would fetch as a user of its own, who may not write here.
download_packages() { apt-get -o APT::Sandbox::User=root download "${DEBIAN_PACKAGES[@]}"; }

# unpack_package DEB ROOT: all that a Java program can use, the licences, and what scanners read.
unpack_package() {
  local deb=$1 root=$2 name
  name=$(dpkg_field "$deb" Package)
  case $name in
    base-files) package_tar "$deb" | tar -x -C "$root" --no-same-owner --wildcards './etc/debian_version' \
      './etc/os-release' './usr/lib/os-release' './lib*' './usr/lib*' './usr/share/common-licenses*' './usr/share/doc/*/copyright' ;;
    libc6) package_tar "$deb" | tar -x -C "$root" --no-same-owner --exclude '*/gconv*' --exclude '*/audit*' \
      --exclude '*.gz' --exclude '*/lintian*' ;;
    # The programs in it stay out: there is nobody to run them.
    libc-bin) package_tar "$deb" | tar -x -C "$root" --no-same-owner --wildcards './usr/lib/locale/*' './usr/share/doc/*/copyright' ;;
  esac
  mkdir -p "$root/var/lib/dpkg/status.d"
  {
    control_tar "$deb" | tar -x -O ./control
    echo 'Status: install ok installed'
  } >"$root/var/lib/dpkg/status.d/$name"
}

# A .deb is an ar archive of two tars. dpkg-deb is only on Debian and its kin.
package_tar() { if command -v dpkg-deb >/dev/null; then dpkg-deb --fsys-tarfile "$1"; else ar p "$1" data.tar.xz | xz -d; fi; }
control_tar() { if command -v dpkg-deb >/dev/null; then dpkg-deb --ctrl-tarfile "$1"; else ar p "$1" control.tar.xz | xz -d; fi; }
dpkg_field() { control_tar "$1" | tar -x -O ./control | sed -n "s/^$2: //p"; }

# make_users ROOT: root, and the user that images run as.
make_users() {
  mkdir -p "$1/etc"
  printf '%s\n' root:x:0:0:root:/:/nologin "blogsite:x:$USER_ID:$USER_ID:blogsite:/tmp:/nologin" >"$1/etc/passwd"
  printf '%s\n' root:x:0: "blogsite:x:$USER_ID:" >"$1/etc/group"
  # Names from /etc/hosts go before DNS, as everywhere.
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
}
