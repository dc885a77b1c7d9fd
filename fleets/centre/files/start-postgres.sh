#!/bin/sh
# Runs PostgreSQL as its image does, and gives its roles the passwords of this moment. A role has one: the first line of its
# file. A connection that is open stays open.
set -u

keys=/etc/tankfleet/keys
socket=/var/run/postgresql

# Seconds between two looks.
every=5

values() {
  sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$keys/$1"
}

first() {
  values "$1" | head -n 1
}

# As the superuser, whichever of his passwords counts; he may be about to get the next. psql reads them from its environment,
# which nobody else sees.
give() {
  for PGPASSWORD in $(values superuser); do
    export PGPASSWORD
    if AUTH=$(first auth) MATCHMAKER=$(first matchmaker) BACKUP=$(first backup) SUPERUSER=$(first superuser) \
      psql -X -q -v ON_ERROR_STOP=1 -h "$socket" -U postgres -d tankfleet <<'EOF'; then
\getenv auth AUTH
\getenv matchmaker MATCHMAKER
\getenv backup BACKUP
\getenv superuser SUPERUSER
BEGIN;
-- A volume from before there were copies has no such role.
SELECT 'CREATE ROLE backup LOGIN REPLICATION' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backup') \gexec
GRANT pg_read_all_data TO backup;
GRANT CONNECT ON DATABASE tankfleet TO backup;
ALTER ROLE backup PASSWORD :'backup';
ALTER ROLE auth PASSWORD :'auth';
ALTER ROLE matchmaker PASSWORD :'matchmaker';
ALTER ROLE postgres PASSWORD :'superuser';
COMMIT;
EOF
      return 0
    fi
  done
  return 1
}

state() {
  cat "$keys/auth" "$keys/matchmaker" "$keys/backup" "$keys/superuser" | sha256sum
}

# At its start, too: nobody may have been here when a password changed.
watch() {
  known=''
  while sleep "$every"; do
    now=$(state)
    [ "$now" != "$known" ] || continue
    if give; then
      known=$now
      echo 'start: PostgreSQL knows the passwords' >&2
    fi
  done
}

# The image makes the superuser with it, once, on an empty volume.
POSTGRES_PASSWORD=$(first superuser)
export POSTGRES_PASSWORD
# Nor has it this line, without which nobody may copy the server; on an empty volume the roles' script writes it.
if [ -f "$PGDATA/pg_hba.conf" ] && ! grep -q '^host replication backup ' "$PGDATA/pg_hba.conf"; then
  echo 'host replication backup all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi
watch &
# From here on this process is PostgreSQL, and the one that watches is its child.
exec docker-entrypoint.sh "$@"
