# What is built and run, pinned. Sourced by ../cluster.
# shellcheck shell=bash disable=SC2034

# The newest patch of 1.34 that Go's checksum database vouches for.
KUBERNETES_VERSION=v1.34.4
KIND_VERSION=v0.33.0
# The newest that Go 1.24 builds; supports Kubernetes 1.31 to 1.34.
HELM_VERSION=v3.19.5
# The versions that kubeadm 1.34 asks for; the image build compares them with what it says.
COREDNS_VERSION=v1.12.1
ETCD_IMAGE_TAG=3.6.5-0
PAUSE_IMAGE_TAGS=(3.10 3.10.1)
DEBIAN_RELEASE=bookworm

# The image of 1.34 published with kind v0.33.0.
PUBLISHED_NODE_IMAGE=kindest/node:v1.34.11@sha256:44e222ee2132dab25ff87301682f89eb82c7880ea3a1bf543bfe9708fd08d67d

MINIMUM_GO=1.24
# Builds the Go programs where Docker answers and no Go is installed.
GO_IMAGE=golang:1.26-bookworm
