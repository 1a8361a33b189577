# The node image for Podman, made from Debian packages, kind's own files and the Go programs, since
# the published one can only come from a registry. Sourced by ../cluster.
# shellcheck shell=bash

# What a node holds: init, what kubelet and kube-proxy call, and the container runtime.
NODE_PACKAGES=systemd,systemd-sysv,dbus,conntrack,iptables,nftables,iproute2,ethtool,util-linux,mount,kmod
NODE_PACKAGES+=,libseccomp2,pigz,ca-certificates,curl,jq,procps,socat,containerd,runc,containernetworking-plugins

# node_image: the name of the image that belongs to the present sources.
node_image() {
  local key
  key=$({
    for one in kube coredns pause pod-policies kind; do key_of "$one"; done
    cd "$HERE" && find image lib/image.sh lib/versions.sh -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -c1-12)
  echo "localhost/blogsite-node:$KUBERNETES_VERSION-$key"
}

node_image_exists() { podman image exists "$(node_image)"; }

# build_node_image: builds it unless Podman has it. The root file system is made in one folder that
# the next run throws away if this one is killed; what debootstrap mounts there goes with its own name space.
build_node_image() {
  local work=$CACHE/image.part
  node_image_exists && return
  [ ! -d "$work" ] || rm -rf --one-file-system "$work"
  mkdir -p "$work/root" "$work/archives"
  step "node image: Debian $DEBIAN_RELEASE with containerd (about 40 s)" \
    unshare --mount --propagation private debootstrap --variant=minbase --include="$NODE_PACKAGES" "$DEBIAN_RELEASE" "$work/root"
  step "node image: kind's files and Kubernetes $KUBERNETES_VERSION" node_files "$work/root"
  step "node image: the control plane's images" control_plane_archives "$work"
  step "node image: loading them into containerd" preload_images "$work"
  step "node image: handing it to Podman" import_node_image "$work/root"
  rm -rf "$work"
  drop_old_images
}

# drop_old_images: all but the three newest; one that a node uses stays.
drop_old_images() {
  local old
  podman images --sort created --format '{{.Repository}}:{{.Tag}}' --filter reference=localhost/blogsite-node |
    tail -n +4 | while read -r old; do podman rmi "$old" >/dev/null 2>&1 || true; done
}

# kind_files: kind's own sources of its base image, in Go's module cache.
kind_files() {
  cd "$HERE/go/kind" || die "no sources of kind at $HERE/go/kind"
  go mod download "sigs.k8s.io/kind@$KIND_VERSION"
  echo "$(go list -m -f '{{.Dir}}' sigs.k8s.io/kind)/images/base/files"
}

# node_files ROOT: what kind's Dockerfile adds to its Debian, and our network.
node_files() {
  local root=$1 files name
  files=$(kind_files)
  cp -r --no-preserve=mode,ownership "$files/." "$HERE/image/." "$root/"
  chmod 755 "$root"/kind/bin/* "$root/usr/local/bin/entrypoint" "$root/usr/local/bin/pod-routes"
  sed -i 's#/usr/local/bin/containerd$#/usr/bin/containerd#' "$root/etc/systemd/system/containerd.service"
  # A node without CAP_SYS_RESOURCE cannot lower an oom_score_adj.
  sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' "$root/etc/containerd/config.toml"
  cat >>"$root/etc/containerd/config.toml" <<'TOML'
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/opt/cni/bin"
  conf_dir = "/etc/cni/net.d"
  conf_template = "/etc/containerd/cni.tmpl"
TOML
  mkdir -p "$root/etc/kubernetes/manifests" "$root/opt/cni" "$root/etc/cni/net.d"
  printf %s "$KUBERNETES_VERSION" >"$root/kind/version"
  ln -sfn /usr/lib/cni "$root/opt/cni/bin"
  install -m 755 "$(program kube)" "$root/usr/bin/kube"
  install -m 755 "$(program pod-policies)" "$root/usr/local/bin/pod-policies"
  for name in kubelet kubeadm kubectl; do ln -sf kube "$root/usr/bin/$name"; done
  chroot "$root" /bin/bash -s <"$HERE/lib/node-services.sh"
  rm -rf "$root"/usr/share/{doc,man,info,locale,lintian}/*
}

# control_plane_archives WORK: image archives of the control plane under the names kubeadm expects;
# one image serves for all of Kubernetes, since it is one binary.
control_plane_archives() {
  local work=$1 root=$1/root kube=$1/kube registry=registry.k8s.io name tag
  mkdir -p "$kube"/{usr/local/bin,usr/sbin,tmp,run} "$kube/usr/lib/x86_64-linux-gnu" "$work"/{coredns,pause}
  chmod 1777 "$kube/tmp"
  cp "$(program kube)" "$kube/usr/local/bin/kube"
  for name in etcd kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do
    ln -s kube "$kube/usr/local/bin/$name"
  done
  proxy_files "$root" "$kube"
  cp "$(program coredns)" "$work/coredns/coredns"
  cp "$(program pause)" "$work/pause/pause"
  check_image_names "$root"
  set -- "$registry/etcd:$ETCD_IMAGE_TAG"
  for name in apiserver controller-manager scheduler proxy; do
    set -- "$@" "$registry/kube-$name:$KUBERNETES_VERSION"
  done
  image_archive "$kube" "$work/archives/kube.tar" null "$@"
  image_archive "$work/coredns" "$work/archives/coredns.tar" '["/coredns"]' "$registry/coredns/coredns:$COREDNS_VERSION"
  set --
  for tag in "${PAUSE_IMAGE_TAGS[@]}"; do set -- "$@" "$registry/pause:$tag"; done
  image_archive "$work/pause" "$work/archives/pause.tar" '["/pause"]' "$@"
}

# proxy_files ROOT KUBE: nft and iptables with their libraries, which kube-proxy calls.
proxy_files() {
  local root=$1 kube=$2 name library
  local libraries=/usr/lib/x86_64-linux-gnu
  cp "$root/usr/sbin/nft" "$root/usr/sbin/xtables-nft-multi" "$kube/usr/sbin/"
  cp -r "$root$libraries/xtables" "$kube$libraries/"
  for name in {iptables,ip6tables}{,-save,-restore}; do ln -s xtables-nft-multi "$kube/usr/sbin/$name"; done
  chroot "$root" sh -c "ldd /usr/sbin/nft /usr/sbin/xtables-nft-multi $libraries/xtables/*.so" |
    grep -oE '/(lib|usr)[^ :]*\.so[^ :]*' | grep -v /xtables/ | sort -u |
    while read -r library; do
      mkdir -p "$kube${library%/*}"
      cp -L "$root$library" "$kube$library"
    done
}

# check_image_names ROOT: kubeadm's own list must name nothing that is not made here.
check_image_names() {
  local wanted
  wanted=$(chroot "$1" kubeadm config images list --kubernetes-version "$KUBERNETES_VERSION" 2>/dev/null |
    grep -v '/kube-')
  [ "$(sort <<<"$wanted")" = "$(printf 'registry.k8s.io/%s\n' \
    "coredns/coredns:$COREDNS_VERSION" "etcd:$ETCD_IMAGE_TAG" "pause:${PAUSE_IMAGE_TAGS[-1]}" | sort)" ] ||
    die "kubeadm $KUBERNETES_VERSION wants the images $(paste -sd' ' <<<"$wanted"), and lib/versions.sh names others:" \
      "correct it"
}

# image_archive FOLDER TAR ENTRYPOINT REFERENCE...: a docker-archive of one layer; the same bytes for
# the same files.
image_archive() {
  local folder=$1 tar=$2 entrypoint=$3 work layer config references
  shift 3
  work=$(mktemp -d "$SCRATCH/archive.XXXXXX")
  tar --create --file "$work/layer.tar" --directory "$folder" --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 .
  layer=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
  printf '{"architecture":"amd64","os":"linux","config":{"Entrypoint":%s,"Env":["PATH=%s"]},%s}' "$entrypoint" \
    /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:$layer\"]}" >"$work/config"
  config=$(sha256sum "$work/config" | cut -d' ' -f1)
  mv "$work/config" "$work/$config.json"
  references=$(printf ',"%s"' "$@")
  printf '[{"Config":"%s.json","RepoTags":[%s],"Layers":["layer.tar"]}]' "$config" "${references#,}" >"$work/manifest.json"
  tar --create --file "$tar" --directory "$work" --mtime=@0 --numeric-owner --owner=0 --group=0 \
    "$config.json" layer.tar manifest.json
  rm -rf "$work"
}

# preload_images WORK: a containerd of the root file system unpacks the archives into it. It lives in
# name spaces of its own, so it and its mounts end with this step, however that ends.
preload_images() {
  local root=$1/root
  mkdir -p "$root/archives"
  mv "$1"/archives/*.tar "$root/archives/"
  unshare --mount --pid --fork --kill-child --propagation private \
    chroot "$root" /bin/bash -s <"$HERE/lib/node-preload.sh"
  rm -rf "$root/archives"
}

# import_node_image ROOT: the root file system as an image of one layer, started as kind's is.
import_node_image() {
  tar --create --directory "$1" --numeric-owner . |
    podman import --change 'ENTRYPOINT ["/usr/local/bin/entrypoint","/sbin/init"]' \
      --change 'ENV container=podman' --change 'STOPSIGNAL SIGRTMIN+3' - "$(node_image)"
}
