package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// sandboxes finds this node's pods by what the node keeps of them in /run. The API server tells a pod's
// address about a second after the pod began to use it.
type sandboxes struct {
	// A file per address, with the sandbox that has it: the dataDir and the name in cni.tmpl.
	addresses string
	// A folder per sandbox, with the runtime's settings.
	tasks string
}

func newSandboxes() sandboxes {
	return sandboxes{
		addresses: "/run/cni-ipam-state/pods",
		tasks:     "/run/containerd/io.containerd.runtime.v2.task/k8s.io",
	}
}

// LookupPod implements podinfo.IPResolver: the pod as namespace/name.
func (s sandboxes) LookupPod(address string) (string, bool) {
	owner, err := os.ReadFile(filepath.Join(s.addresses, address))
	if err != nil {
		return "", false
	}
	id, _, _ := strings.Cut(string(owner), "\n")
	settings, err := os.ReadFile(filepath.Join(s.tasks, strings.TrimSpace(id), "config.json"))
	if err != nil {
		return "", false
	}
	var sandbox struct{ Annotations map[string]string }
	if err := json.Unmarshal(settings, &sandbox); err != nil {
		return "", false
	}
	namespace := sandbox.Annotations["io.kubernetes.cri.sandbox-namespace"]
	name := sandbox.Annotations["io.kubernetes.cri.sandbox-name"]
	return namespace + "/" + name, name != ""
}
