#!/usr/bin/env bash
# Installs everycore from a distribution archive as systemd services.
#
#   sudo ./install.sh everycore-0.1.0.tar.gz seed          # a machine that may lead the cluster and answers HTTP
#   sudo ./install.sh everycore-0.1.0.tar.gz worker        # a machine that computes
#
# Run again with a newer archive, it upgrades: the old version stays in /opt beside the new one. Configuration in
# /etc/everycore is never overwritten.
set -euo pipefail

fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

(($# >= 2)) || fail "usage: install.sh ARCHIVE.tar.gz ROLE... (roles: seed, worker, gateway)"
((EUID == 0)) || fail "must run as root"
command -v systemctl >/dev/null || fail "this machine has no systemd"
command -v java >/dev/null || fail "no Java found: install a JRE, 17 or newer (Debian: apt-get install openjdk-17-jre-headless)"
archive=$1
shift
[[ -r $archive ]] || fail "cannot read $archive"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

for role in "$@"; do
  [[ $role =~ ^(seed|worker|gateway)$ ]] || fail "$role is no role: seed, worker or gateway"
done

getent group everycore >/dev/null || groupadd --system everycore
getent passwd everycore >/dev/null ||
  useradd --system --gid everycore --home-dir /var/lib/everycore --shell /usr/sbin/nologin everycore

# The archive holds one folder, everycore-VERSION. It is unpacked under another name and moved when whole.
name=$(tar -tzf "$archive" | sed -n '1s,/.*,,p')
[[ $name =~ ^everycore-[A-Za-z0-9._-]+$ ]] || fail "$archive does not look like an everycore distribution"
if [[ ! -d /opt/$name ]]; then
  unpacked=$(mktemp -d /opt/.everycore.XXXXXX)
  tar -xzf "$archive" -C "$unpacked" --no-same-owner
  chmod -R go+rX,go-w "$unpacked/$name"
  mv "$unpacked/$name" "/opt/$name"
  rmdir "$unpacked"
fi
ln -sfn "/opt/$name" /opt/everycore

install -d -m 0750 -o root -g everycore /etc/everycore
install -d -m 0750 -o everycore -g everycore /etc/everycore/tls
for role in "$@"; do
  [[ -e /etc/everycore/$role.conf ]] ||
    install -m 0640 -o root -g everycore "/opt/everycore/conf/$role.conf" "/etc/everycore/$role.conf"
  # gateway.conf includes seed.conf.
  if [[ $role == gateway && ! -e /etc/everycore/seed.conf ]]; then
    install -m 0640 -o root -g everycore /opt/everycore/conf/seed.conf /etc/everycore/seed.conf
  fi
done

install -m 0644 "$here/everycore@.service" "$here/everycore.target" /etc/systemd/system/
systemctl daemon-reload
systemctl enable everycore.target
for role in "$@"; do
  systemctl enable "everycore@$role.service"
done

printf 'Installed %s. Edit /etc/everycore/*.conf, put keys into /etc/everycore/tls, then:\n' "$name"
for role in "$@"; do
  printf '  systemctl restart everycore@%s\n' "$role"
done
