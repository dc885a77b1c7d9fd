#!/bin/sh
# Runs on the machine of the operator: fetches the administrator's kubeconfig of the first server over OpenSSH. All that it
# needs is in its environment, which is not printed.
set -eu
umask 077
mkdir -p "$(dirname "$KUBECONFIG_PATH")"
known=$(mktemp)
trap 'rm -f "$known" "$KUBECONFIG_PATH.new"' EXIT
if [ "$PORT" = 22 ]; then known_as=$ADDRESS; else known_as="[$ADDRESS]:$PORT"; fi
echo "$known_as $HOST_KEY" >"$known"
# shellcheck disable=SC2029 # SUDO is meant to be read here
ssh -i "$KEY_PATH" -p "$PORT" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes \
  -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile="$known" "$LOGIN@$ADDRESS" \
  "${SUDO}cat /etc/rancher/k3s/k3s.yaml" >"$KUBECONFIG_PATH.new"
sed -i.bak "s|https://127.0.0.1:6443|https://$ADDRESS:6443|" "$KUBECONFIG_PATH.new"
rm "$KUBECONFIG_PATH.new.bak"
mv "$KUBECONFIG_PATH.new" "$KUBECONFIG_PATH"
