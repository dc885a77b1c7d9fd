#!/bin/sh
# Whether this host has what the other scripts call; says in one sentence what it lacks.
set -eu
missing=
for program in curl nft sha256sum systemctl; do
  command -v "$program" >/dev/null || missing="$missing $program"
done
if [ -n "$missing" ]; then
  echo "$(hostname): no$missing (expected: a Linux with systemd, nftables and curl)" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "$(hostname): runs as $(id -un) (expected: root, or a user who may call sudo without a password)" >&2
  exit 1
fi
