#!/bin/sh
# Leaves nothing of k3s and of our rules on this host; does nothing for what is not there.
set -eu

if [ -f /etc/systemd/system/k3s.service ]; then
  systemctl disable --now k3s.service
fi
# k3s leaves its containers running.
find /sys/fs/cgroup -path '*kubepods*' -name cgroup.procs -exec cat {} + 2>/dev/null | while read -r process; do
  kill -KILL "$process" 2>/dev/null || true
done
# Deepest first.
awk '$2 ~ "^/(run/k3s|var/lib/kubelet|var/lib/rancher|run/netns/cni-)" { print $2 }' /proc/mounts | sort -r |
  while read -r mount; do umount --lazy "$mount"; done
for link in cni0 flannel.1 flannel-wg; do
  if [ -e "/sys/class/net/$link" ]; then ip link delete "$link"; fi
done
if [ -f /etc/systemd/system/tankfleet-firewall.service ]; then
  systemctl disable tankfleet-firewall.service
fi
if nft list table inet tankfleet >/dev/null 2>&1; then nft delete table inet tankfleet; fi
rm -rf /usr/local/bin/k3s /etc/rancher /var/lib/rancher /var/lib/kubelet /etc/cni/net.d /run/k3s /etc/tankfleet \
  /etc/systemd/system/k3s.service /etc/systemd/system/tankfleet-firewall.service
systemctl daemon-reload
