#!/bin/sh
# Runs nats-server on the chart's configuration with the passwords of this moment in front of it, and has it read both again
# when one of them has changed. A file {name}-password becomes the variable {NAME}, with the first of its lines as value.
# Where HUB_ADDRESS is set, NATS_HUB has an address for each line of the hub's password.
set -u

conf=/etc/nats/nats.conf
passwords=/etc/nats-passwords
hub=/etc/nats-hub-password/password
certificates='/etc/hub-tls/tls.crt /etc/hub-tls/tls.key /etc/nats-hub/ca.crt'
run=/run/nats

# Seconds between two looks.
every=5
# A changed password throws out whoever came with the old one, and by then he has to know the new one: so long may a kubelet
# take until the last Pod of the cluster has it.
settle=90

# What is in a file, without spaces around its lines and without empty ones.
values() {
  sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"
}

# Nothing else can stand in the configuration without changing what it says.
check() {
  case $2 in
    *[!A-Za-z0-9_.-]* | '')
      echo "start: $1 holds no password (expected: letters, digits, _ . -)" >&2
      return 1
      ;;
  esac
}

variables() {
  for file in "$passwords"/*-password; do
    name=$(basename "$file" -password | tr 'a-z-' 'A-Z_')
    # nats-server refuses a variable that nobody asks for, such as that of a region that has gone.
    grep -q "\$${name}[^A-Z0-9_]" "$conf" || continue
    value=$(values "$file" | head -n 1)
    check "$file" "$value" || return 1
    echo "$name: \"$value\""
  done
  [ -n "${HUB_ADDRESS:-}" ] || return 0
  addresses=''
  for value in $(values "$hub"); do
    check "$hub" "$value" || return 1
    addresses="$addresses \"nats-leaf://$HUB_USER:$value@$HUB_ADDRESS\""
  done
  echo "NATS_HUB: [$addresses ]"
}

# The configuration, complete; nothing is left half written where nats-server looks.
write() {
  { variables && cat "$conf"; } >"$1"
}

state() {
  # shellcheck disable=SC2086 # they are several
  cat "$conf" "$passwords"/*-password "$hub" $certificates 2>/dev/null | sha256sum
}

watch() {
  known=$1
  while sleep "$every"; do
    [ "$(state)" != "$known" ] || continue
    sleep "$settle"
    known=$(state)
    if write "$run/next.conf" && nats-server -t -c "$run/next.conf" >&2; then
      mv "$run/next.conf" "$run/nats.conf"
      kill -HUP "$$"
    else
      echo 'start: the new configuration is wrong, the former one stays' >&2
    fi
  done
}

umask 077
before=$(state)
write "$run/nats.conf" || exit 1
watch "$before" &
# From here on this process is nats-server, and the one that watches is its child.
exec nats-server -c "$run/nats.conf"
