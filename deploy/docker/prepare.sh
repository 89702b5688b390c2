#!/usr/bin/env bash
# Makes what compose.yaml needs, in ./secrets: an authority, a certificate for each node, a database password, tokens.
# Takes the everycore command on PATH, or the checkout's own. Does nothing where ./secrets exists.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ -e secrets ]]; then
  printf 'prepare.sh: ./secrets is there already\n' >&2
  exit 0
fi
# In a checkout the command stands at its top.
command -v everycore >/dev/null || everycore() { ../../everycore "$@"; }

umask 077
nodes=(seed-1 seed-2 seed-3 worker-1 worker-2)
certificates=()
for node in "${nodes[@]}"; do
  case $node in
    seed-*) certificates+=(--node "$node=$node,seeds,localhost,127.0.0.1") ;;
    *) certificates+=(--node "$node=$node") ;;
  esac
done
everycore certs --dir secrets/authority --name everycore "${certificates[@]}" >/dev/null

mkdir -p secrets/me
head -c 24 /dev/urandom | base64 | tr -d '+/=\n' >secrets/database-password
everycore token node --scope read,submit --file secrets/tokens >secrets/node-token
everycore token "${USER:-me}" --scope read,submit,admin --file secrets/tokens >secrets/me/token
cp secrets/authority/ca.pem secrets/me/

# A folder for each node, with what this node needs and nothing else: the authority's key is in none of them.
for node in "${nodes[@]}"; do
  mkdir "secrets/$node"
  cp "secrets/authority/$node.p12" "secrets/$node/node.p12"
  cp secrets/authority/{truststore.p12,password} "secrets/$node/"
  case $node in
    seed-*) cp secrets/tokens secrets/database-password "secrets/$node/" ;;
    *) cp secrets/node-token "secrets/$node/" ;;
  esac
  # The containers' user reads them; the rest stays yours.
  chown -R 10001:10001 "secrets/$node" 2>/dev/null ||
    printf 'prepare.sh: give the folder to user 10001: sudo chown -R 10001:10001 secrets/%s\n' "$node" >&2
done
printf 'your token: secrets/me/token, the authority: secrets/me/ca.pem; keep secrets/authority off this machine\n'
