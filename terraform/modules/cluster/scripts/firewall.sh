#!/bin/sh
# Closes all ports but those that the rules beside this script name.
#   try [SECONDS]   loads the rules, and takes them back after so long unless "keep" comes: it comes over a connection of
#                   its own, so rules that lock us out do not last
#   keep            has them loaded at each start of the host
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=/etc/tankfleet
rules=$folder/firewall.nft
unit=/etc/systemd/system/tankfleet-firewall.service
undo=$folder/firewall-undo.pid
undo_after_s=${2:-60}

case ${1:-} in
  try)
    install -d -m 0755 "$folder"
    nft --check --file "$here/firewall.nft"
    nft --file "$here/firewall.nft"
    # Not even the end of the terminal may end it before it has a session of its own.
    trap '' HUP
    # shellcheck disable=SC2016 # the inner shell expands these
    setsid sh -c 'sleep "$1"; nft delete table inet tankfleet; if [ -f "$2" ]; then nft --file "$2"; fi' \
      undo "$undo_after_s" "$rules" </dev/null >/dev/null 2>&1 &
    echo $! >"$undo"
    ;;
  keep)
    # The whole group, with the sleep in it.
    kill -- "-$(cat "$undo")"
    rm "$undo"
    install -m 0644 "$here/firewall.nft" "$rules"
    cat >"$unit" <<UNIT
[Unit]
Description=Closes all ports but those of Tankfleet
Wants=network-pre.target
Before=network-pre.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$(command -v nft) --file $rules

[Install]
WantedBy=multi-user.target
UNIT
    systemctl daemon-reload
    systemctl enable tankfleet-firewall.service
    ;;
  *)
    echo "firewall.sh: ${1:-} (expected: try or keep)" >&2
    exit 1
    ;;
esac
