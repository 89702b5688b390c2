#!/usr/bin/env bash
# Makes what compose.yaml needs, in ./secrets: an authority, a certificate for each node, a database password, tokens.
# Needs the everycore command on PATH. Does nothing where ./secrets exists.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ -e secrets ]]; then
  printf 'prepare.sh: ./secrets is there already\n' >&2
  exit 0
fi
umask 077
everycore certs --dir secrets --name everycore
for node in seed-1 seed-2 seed-3; do
  everycore certs --dir secrets --node "$node" --host "$node" --host seeds --host localhost --host 127.0.0.1
done
for node in worker-1 worker-2; do
  everycore certs --dir secrets --node "$node" --host "$node"
done
head -c 24 /dev/urandom | base64 | tr -d '+/=\n' >secrets/database-password
everycore token node --scope read,submit --file secrets/tokens >secrets/node-token
everycore token "${USER:-me}" --scope read,submit,admin --file secrets/tokens >secrets/my-token
# The containers' user reads them.
chown -R 10001:10001 secrets 2>/dev/null || printf 'prepare.sh: give ./secrets to user 10001: sudo chown -R 10001:10001 secrets\n' >&2
printf 'your token: secrets/my-token, the authority: secrets/ca.pem\n'
