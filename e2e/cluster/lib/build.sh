# The Go programs: built once per content of their sources, kept in the cache. Sourced by ../cluster.
# shellcheck shell=bash

# What each program is built from, beside its folder in go/.
PROGRAMS=(kube coredns pause pod-policies kind helm crd-check)

# package_of PROGRAM: the package that is built in its folder.
package_of() {
  case $1 in
    kind) echo sigs.k8s.io/kind ;;
    helm) echo helm.sh/helm/v3/cmd/helm ;;
    *) echo . ;;
  esac
}

# ldflags_of PROGRAM: the linker's flags: no debug information, and the version that it says.
ldflags_of() {
  local flags='-s -w' module minor
  case $1 in
    kube)
      minor=${KUBERNETES_VERSION#v1.}
      for module in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        flags+=" -X $module.gitVersion=$KUBERNETES_VERSION -X $module.gitMajor=1"
        flags+=" -X $module.gitMinor=${minor%%.*} -X $module.gitTreeState=clean"
        flags+=" -X $module.gitCommit=unknown"
      done
      ;;
    helm)
      flags+=" -X helm.sh/helm/v3/internal/version.version=$HELM_VERSION"
      minor=${KUBERNETES_VERSION#v1.}
      # What 'helm template' and 'helm lint' take for the cluster's version: 1.20 unless it is told.
      for module in helm.sh/helm/v3/pkg/lint/rules helm.sh/helm/v3/pkg/chartutil; do
        flags+=" -X $module.k8sVersionMajor=1 -X $module.k8sVersionMinor=${minor%%.*}"
      done
      ;;
  esac
  echo "$flags"
}

# key_of PROGRAM: the hash of all that decides what is built.
key_of() {
  {
    cd "$HERE/go/$1" || die "no sources of $1 at $HERE/go/$1"
    find . -type f ! -name '.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    package_of "$1"
    ldflags_of "$1"
  } | sha256sum | cut -c1-12
}

# program PROGRAM: its path in the cache, whether it is built or not.
program() { echo "$CACHE/go/$1-$(key_of "$1")/$1"; }

# go_is_fit: whether a Go compiler of at least MINIMUM_GO is on the path; what asks for a newer one gets
# it by Go's own means, from the module proxy.
go_is_fit() {
  local version
  version=$(go env GOVERSION 2>/dev/null) || return 1
  version=${version#go}
  [ "$(printf '%s\n' "$MINIMUM_GO" "${version%% *}" | sort -V | head -n 1)" = "$MINIMUM_GO" ]
}

# go_build PROGRAM OUT: compiles it, on this machine or, without a fit Go, in a container of Docker.
go_build() {
  local out=$2
  local arguments=(build -trimpath -mod=readonly -buildvcs=false -ldflags "$(ldflags_of "$1")")
  if go_is_fit; then
    cd "$HERE/go/$1" || die "no sources of $1 at $HERE/go/$1"
    CGO_ENABLED=0 GOTOOLCHAIN=auto go "${arguments[@]}" -o "$out" "$(package_of "$1")"
  else
    # Variables without a value are handed on as they are here, where they are set.
    docker run --rm --user "$(id -u):$(id -g)" --env HOME=/tmp --env CGO_ENABLED=0 \
      --env HTTP_PROXY --env HTTPS_PROXY --env NO_PROXY --env GOPROXY --env GOSUMDB \
      --env GOMODCACHE=/cache/mod --env GOCACHE=/cache/build \
      --volume "$HERE/go/$1:/source:ro" --volume "${out%/*}:/out" --volume "$CACHE/go:/cache" \
      --workdir /source "$GO_IMAGE" go "${arguments[@]}" -o "/out/${out##*/}" "$(package_of "$1")"
  fi
}

# build_program PROGRAM: builds it unless the cache has it. The finished folder appears by a rename,
# so that a run that is killed leaves nothing that looks finished.
build_program() {
  local path folder part
  path=$(program "$1")
  folder=${path%/*}
  part=$folder.part
  [ ! -x "$path" ] || return 0
  go_is_fit || docker_answers || die "$1 must be built, and neither Go $MINIMUM_GO or newer" \
    "($(go version 2>/dev/null || echo 'no go on the path')) nor a Docker daemon is here:" \
    "install Go from https://go.dev/dl or start Docker"
  rm -rf "$part"
  mkdir -p "$part"
  step "building $1$(time_of "$1")" go_build "$1" "$part/$1"
  mv -T "$part" "$folder"
}

# time_of PROGRAM: what a first build takes on two cores, where it is long enough to say.
time_of() {
  case $1 in
    kube) echo " (all of Kubernetes $KUBERNETES_VERSION; the first time about 6 minutes)" ;;
    coredns | helm | pod-policies) echo " (the first time about 2 minutes)" ;;
    crd-check) echo " (the first time about a minute)" ;;
  esac
}

# build_programs PROGRAM...: builds those that are missing, one after the other.
build_programs() {
  local one
  for one in "$@"; do
    [ -x "$(program "$one")" ] || locked "$CACHE/locks/go-$one" build_program "$one"
  done
}

# bin_folder: where the links to all programs are, by the names they are called by.
bin_folder() {
  local keys one
  keys=$(for one in "${PROGRAMS[@]}"; do key_of "$one"; done | sha256sum | cut -c1-12)
  echo "$CACHE/bin/$keys"
}

# link_programs PROGRAM...: puts their links into the bin folder; repeating it changes nothing.
link_programs() {
  local one name bin
  bin=$(bin_folder)
  mkdir -p "$bin"
  for one in "$@"; do
    case $one in
      kube) set -- etcd kube-apiserver kube-controller-manager kube-scheduler kubectl ;;
      *) set -- "$one" ;;
    esac
    for name in "$@"; do
      [ "$(readlink "$bin/$name")" = "$(program "$one")" ] || ln -sfn "$(program "$one")" "$bin/$name"
    done
  done
}
