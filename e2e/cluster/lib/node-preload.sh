# Run inside the node image's root file system, in name spaces of its own: unpacks /archives/*.tar
# into containerd's store.
# shellcheck shell=bash
set -euo pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
containerd --log-level error &
containerd=$!
for _ in $(seq 100); do
  ctr version >/dev/null 2>&1 && break
  sleep 0.1
done
for archive in /archives/*.tar; do
  ctr --namespace k8s.io images import --snapshotter overlayfs "$archive"
done
kill "$containerd"
wait "$containerd" || true
