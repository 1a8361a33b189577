// Command pod-policies decides by the cluster's NetworkPolicies whether a pod of this node may open or
// accept a connection. The kernel asks it about each first packet, by the rules in pod-policies.rules.
//
// The decision is kube-network-policies', which kind's own network has too. Its data plane is not used:
// it needs the queue statement of nftables, and the kernels of some machines have only that of iptables.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/florianl/go-nfqueue/v2"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	"sigs.k8s.io/kube-network-policies/pkg/podinfo"
)

const (
	kubeconfig = "/etc/kubernetes/kubelet.conf"
	// As pod-policies.rules has it.
	queue = 100
	// The headers, with all options that they can have.
	headerBytes = 128
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	engine, err := policies(ctx)
	if err != nil {
		log.Fatal("cannot watch the cluster's policies: ", err)
	}
	if err := answer(ctx, engine); err != nil {
		log.Fatalf("cannot answer for the netfilter queue %d: %v", queue, err)
	}
}

// policies watches all pods, namespaces and NetworkPolicies, and returns when it knows them.
func policies(ctx context.Context) (*networkpolicy.PolicyEngine, error) {
	node, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	watched := informers.NewSharedInformerFactory(client, 0)
	pods, namespaces := watched.Core().V1().Pods(), watched.Core().V1().Namespaces()
	standard := networkpolicy.NewStandardNetworkPolicy(
		node, namespaces, pods, watched.Networking().V1().NetworkPolicies())
	byAddress, err := podinfo.NewInformerResolver(pods.Informer())
	if err != nil {
		return nil, err
	}
	engine := networkpolicy.NewPolicyEngine(
		podinfo.NewInformerProvider(pods, namespaces, nil, []podinfo.IPResolver{byAddress, newSandboxes()}),
		[]api.PolicyEvaluator{standard})
	watched.Start(ctx.Done())
	return engine, wait.PollUntilContextCancel(ctx, 100*time.Millisecond, true,
		func(context.Context) (bool, error) { return engine.Ready(), nil })
}

// answer decides each packet that the kernel asks about until it is told to stop.
func answer(ctx context.Context, engine *networkpolicy.PolicyEngine) error {
	questions, err := nfqueue.Open(&nfqueue.Config{
		NfQueue:      queue,
		MaxPacketLen: headerBytes,
		MaxQueueLen:  1024,
		Copymode:     nfqueue.NfQnlCopyPacket,
		// Large segments come as they are; a full queue lets pass, like one that nobody answers.
		Flags: nfqueue.NfQaCfgFlagGSO | nfqueue.NfQaCfgFlagFailOpen,
	})
	if err != nil {
		return err
	}
	defer questions.Close()
	decide := func(question nfqueue.Attribute) int {
		verdict := nfqueue.NfAccept
		if !allowed(ctx, engine, *question.Payload) {
			verdict = nfqueue.NfDrop
		}
		if err := questions.SetVerdict(*question.PacketID, verdict); err != nil {
			log.Print("a verdict was lost: ", err)
		}
		return 0
	}
	failed := func(err error) int {
		log.Print("a packet was not read: ", err)
		return 0
	}
	if err := questions.RegisterWithErrorFunc(ctx, decide, failed); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// allowed tells whether all policies let a packet pass. What cannot be judged passes.
func allowed(ctx context.Context, engine *networkpolicy.PolicyEngine, bytes []byte) bool {
	packet, err := network.ParsePacket(bytes)
	if err != nil {
		log.Print("passes, since it cannot be read: ", err)
		return true
	}
	passes, err := engine.EvaluatePacket(ctx, &packet)
	if err != nil {
		log.Printf("%s to %s passes, since it cannot be judged: %v", packet.SrcIP, packet.DstIP, err)
		return true
	}
	if !passes {
		log.Printf("refused %s to %s, %s port %d", packet.SrcIP, packet.DstIP, packet.Proto, packet.DstPort)
	}
	return passes
}
