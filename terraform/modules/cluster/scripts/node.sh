#!/bin/sh
# What the first server does for a node of the cluster.
#   node.sh ready NAME VERSION   waits until it is there, runs that version and is Ready
#   node.sh pool NAME POOL       labels it
#   node.sh leave NAME SECONDS   moves its Pods away, at most so long, and forgets it
set -eu
what=$1
name=$2
argument=$3
ready_max=300s
kubectl() { /usr/local/bin/k3s kubectl "$@"; }

case $what in
  ready)
    kubectl wait --for=create "node/$name" --timeout="$ready_max"
    kubectl wait --for=jsonpath='{.status.nodeInfo.kubeletVersion}'="$argument" "node/$name" --timeout="$ready_max"
    kubectl wait --for=condition=Ready "node/$name" --timeout="$ready_max"
    ;;
  pool)
    kubectl label --overwrite node "$name" "tankfleet.dev/pool=$argument"
    ;;
  leave)
    if [ -n "$(kubectl get node "$name" --ignore-not-found --output name)" ]; then
      kubectl drain "$name" --ignore-daemonsets --delete-emptydir-data --timeout="${argument}s"
      kubectl delete node "$name"
    fi
    ;;
  *)
    echo "node.sh: $what (expected: ready, pool or leave)" >&2
    exit 1
    ;;
esac
