#!/bin/sh
# Makes this host run one k3s with the configuration beside this script. A second run changes nothing.
#   install.sh server|agent CHECKSUM URL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
role=$1
checksum=$2
url=$3
binary=/usr/local/bin/k3s
config=/etc/rancher/k3s/config.yaml
unit=/etc/systemd/system/k3s.service
download_max_s=600
is_new=false

has_checksum() { [ -f "$1" ] && echo "$checksum  $1" | sha256sum --check --status; }

if ! has_checksum "$binary"; then
  curl --fail --silent --show-error --location --max-time "$download_max_s" --output "$binary.new" "$url"
  if ! has_checksum "$binary.new"; then
    rm "$binary.new"
    echo "$(hostname): $url is not the k3s that was asked for (expected: SHA-256 $checksum)" >&2
    exit 1
  fi
  chmod 0755 "$binary.new"
  mv "$binary.new" "$binary"
  is_new=true
fi

# Puts a file in its place if it says something new.
place() {
  if cmp -s "$1" "$2"; then return; fi
  install -D -m "$3" "$1" "$2"
  is_new=true
}

cat >"$here/k3s.service" <<UNIT
[Unit]
Description=k3s, a Kubernetes ($role)
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=$binary $role
# Containers live on while k3s is replaced.
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=300
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
UNIT
place "$here/k3s.service" "$unit" 0644
# It holds the token.
place "$here/config.yaml" "$config" 0600
rm "$here/config.yaml"

if "$is_new" || ! systemctl is-active --quiet k3s.service; then
  systemctl daemon-reload
  systemctl enable k3s.service
  # Returns when k3s says that it is up.
  systemctl restart k3s.service
fi
