#!/bin/sh
# A host that one can log in to, with network, mounts and processes of its own: sshd in a root folder of which only what
# a host may write can be written. Needs root. It ends with the process that started it.
#   host.sh FOLDER NUMBER PID   the folder takes its log and says how it is; the other end of its cable, host$NUMBER,
#                               hangs in the network of that process
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
number=$2
outside=$3

case ${4:-} in
  '')
    exec unshare --net -- sh "$0" "$folder" "$number" "$outside" cable
    ;;
  cable)
    # As long as it shares the numbers of processes.
    ip link add eth0 type veth peer name "host$number" netns "$outside"
    ip link set lo up
    ip address add "10.99.$number.2/24" dev eth0
    ip link set eth0 up
    ip route add default via "10.99.$number.1"
    exec unshare --mount --uts --pid --fork --kill-child=KILL -- sh "$0" "$folder" "$number" "$outside" inside
    ;;
esac

hostname "host$number"
root=$folder/root
mkdir -p "$root" "$folder/log"
mount --make-rprivate /
mount -t tmpfs -o mode=0755 tmpfs "$root"
for name in usr bin sbin lib lib64; do
  if [ -L "/$name" ]; then
    cp -a "/$name" "$root/$name"
  elif [ -d "/$name" ]; then
    mkdir "$root/$name"
    mount --bind "/$name" "$root/$name"
    mount -o remount,bind,ro "$root/$name"
  fi
done
mkdir -p "$root/etc/ssh" "$root/etc/systemd/system" "$root/dev" "$root/proc" "$root/run/sshd" "$root/srv" \
  "$root/var/log" "$root/var/lib/kubelet" "$root/var/empty"
: >"$folder/log/lastlog"
mkdir -m 0700 "$root/root"
mkdir -m 1777 "$root/tmp"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/usr/local/bin"
mount -t tmpfs kubelet "$root/var/lib/kubelet"
mount --bind "$folder/log" "$root/var/log"
mount --bind "$folder/../binaries" "$root/srv"
cp "$here/systemctl" "$root/usr/local/bin/systemctl"
chmod 0755 "$root/usr/local/bin/systemctl"
cp -a /etc/alternatives /etc/ld.so.cache "$root/etc/"
echo 'root:*:0:0:root:/root:/bin/sh
sshd:*:65533:65533::/var/empty:/usr/sbin/nologin' >"$root/etc/passwd"
echo 'root:x:0:
sshd:x:65533:' >"$root/etc/group"
install -D -m 0600 "$folder/../key.pub" "$root/root/.ssh/authorized_keys"
install -m 0600 "$folder/host_key" "$root/etc/ssh/host_key"
cat >"$root/etc/ssh/sshd_config" <<CONFIG
HostKey /etc/ssh/host_key
# SSH itself, a port that stays open, and one that the rules close.
Port 22
Port 443
Port 9000
PermitRootLogin prohibit-password
UseDNS no
SetEnv PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
Subsystem sftp internal-sftp
CONFIG
echo up >"$folder/up"
exec chroot "$root" /usr/sbin/sshd -D -e -f /etc/ssh/sshd_config
