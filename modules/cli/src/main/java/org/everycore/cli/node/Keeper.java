package org.everycore.cli.node;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps a node of a trial cluster running, as systemd would: a few lines of shell that start it again when it ends otherwise than
 * in good order, such as after a pause in which the others took it for dead. SIGTERM goes to the node, and ends the keeper with
 * it. A node that cannot start, or falls five times within ten seconds of its start, is given up.
 */
final class Keeper {
    private static final String SCRIPT = """
            stop=
            quick=0
            first=1
            trap 'stop=1; kill -TERM "$node" 2>/dev/null' TERM INT
            while true; do
              began=$SECONDS
              "$@" &
              node=$!
              wait "$node"
              code=$?
              while kill -0 "$node" 2>/dev/null; do
                wait "$node"
                code=$?
              done
              if [ -n "$stop" ] || [ "$code" -eq 0 ]; then
                exit "$code"
              fi
              if [ $((SECONDS - began)) -lt 10 ]; then
                quick=$((quick + 1))
              else
                quick=0
              fi
              if [ "$quick" -ge 5 ] || { [ "$first" -eq 1 ] && [ "$quick" -eq 1 ]; }; then
                echo "everycore: the node ended with code $code and is not started again" >&2
                exit "$code"
              fi
              first=0
              echo "everycore: the node ended with code $code and is started again" >&2
              sleep 1
            done
            """;

    private Keeper() {}

    static List<String> command(Path launcher, Path conf) {
        return List.of(
                "bash", "-c", SCRIPT, "everycore-keeper", launcher.toString(), "node", "--conf", conf.toString());
    }
}
