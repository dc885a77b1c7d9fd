#!/bin/sh
# Runs Redis with the users that the region has, and tells it when one of their passwords has changed. Each line of a file is
# a password that counts; a connection that is open stays open.
set -u

conf=/etc/redis/redis.conf
passwords=/etc/redis-passwords
run=/run/redis
port=6379

# Seconds between two looks.
every=5

secret() {
  head -c 24 /dev/urandom | od -A n -t x1 | tr -d ' \n'
}

# Who changes the rules of the others is known to nobody, and for as long as this container lives.
keeper=$(secret)

# Who asks whether it answers may do nothing else. The kubelet starts him in this container.
probe=$(secret)

# Each line of a file, as a rule of Redis.
rules() {
  sed -e 's/[[:space:]]//g' -e '/^$/d' "$passwords/$1" | while IFS= read -r value || [ -n "$value" ]; do
    printf '>%s ' "$value"
  done
}

# What the route store says, and nothing else: no scripts, no look at all keys, no other names, nobody else's connection.
# Who makes copies follows as a replica does, and asks for no key.
users() {
  cat <<EOF
services on $(rules services)resetchannels ~match:* ~token:* -@all +@connection -@dangerous +watch +unwatch +multi +exec +hgetall +hset +pexpire +set +get +getdel +del
backup on $(rules backup)resetchannels resetkeys -@all +@connection -@dangerous +info +bgsave +bgrewriteaof +replconf +sync
EOF
}

# All of them at once would be a file of users read anew; before 7.2 Redis closes every connection for that.
tell() {
  users | sed 's/^\([a-z]*\) /ACL SETUSER \1 reset /' |
    REDISCLI_AUTH=$keeper redis-cli -p "$port" --user keeper --no-auth-warning
}

watch() {
  known=$1
  while sleep "$every"; do
    now=$(users)
    [ "$now" != "$known" ] || continue
    answers=$(tell)
    if [ "$answers" = "$(printf 'OK\nOK')" ]; then
      known=$now
      echo 'start: Redis knows the new passwords' >&2
    else
      echo "start: Redis does not take the new passwords: $answers" >&2
    fi
  done
}

umask 077
known=$(users)
{
  # Nobody can come as default. But at its start Redis replays its log in that name, and leaves out every transaction that
  # default may not do: with them go the routes of all running matches.
  echo 'user default off resetchannels ~match:* ~token:* -@all +@write'
  echo "$known" | sed 's/^/user /'
  echo "user probe on >$probe resetchannels resetkeys -@all +ping"
  echo "user keeper on >$keeper resetchannels resetkeys -@all +acl|setuser"
} >"$run/users.acl"
printf '%s' "$probe" >"$run/probe"
watch "$known" &
# From here on this process is Redis, and the one that watches is its child.
exec redis-server "$conf"
