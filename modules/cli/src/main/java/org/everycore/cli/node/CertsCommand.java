package org.everycore.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cluster.security.CertificateAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the authority of a cluster, and certificates for its nodes. */
@Command(
        footerHeading =
                "%nThe folder gets ca.pem (give it to clients), truststore.p12 and password (give them to every node),%n"
                        + "NAME.p12 (give it to that node), and ca.p12 with ca-password (keep them off the nodes).%n%nExamples:%n",
        footer = {
            "  everycore certs --dir secrets --name lab",
            "  everycore certs --dir secrets --node seed-1 --host seed-1.lab.example --host 10.0.0.11",
            "  everycore certs --dir secrets --node worker-1=worker-1.lab --node worker-2=worker-2.lab,10.0.0.22"
        })
public final class CertsCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "Where keys and certificates are.")
    private Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "Make an authority of this name first.")
    private String name;

    @Option(
            names = "--node",
            paramLabel = "NODE[=HOST,...]",
            description =
                    "Make a certificate for this node, which is reached by these names; may be given several times.")
    private List<String> nodes = List.of();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "A name or address under which others reach every node named here; may be given several times.")
    private List<String> hosts = List.of();

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "825",
            description =
                    "Days that certificates are good (default: ${DEFAULT-VALUE}); an authority ten times as long.")
    private int days;

    public CertsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (name == null && nodes.isEmpty()) {
            throw Failure.wrongInput("--name makes an authority, --node a node's certificate; one of them is needed");
        }
        if (days < 1 || days > 3650) {
            throw Failure.wrongInput("--days = " + days + ": must be 1 to 3650");
        }
        Map<String, List<String>> named = new LinkedHashMap<>();
        nodes.forEach(node -> named.put(node.split("=", 2)[0], reached(node)));
        if (name == null && !Files.exists(folder.resolve("ca.p12"))) {
            throw Failure.wrongInput(folder + ": has no authority; --name makes one");
        }
        try {
            CertificateAuthority authority = name == null
                    ? CertificateAuthority.open(folder)
                    : CertificateAuthority.create(folder, name, Duration.ofDays(10L * days));
            session.out().println(name == null ? folder.resolve("ca.pem") : folder.resolve("ca.pem") + " (new)");
            for (Map.Entry<String, List<String>> node : named.entrySet()) {
                session.out().println(authority.issue(node.getKey(), node.getValue(), Duration.ofDays(days)));
            }
            return ExitCode.OK.status();
        } catch (GeneralSecurityException e) {
            throw new Failure(ExitCode.FAILED, folder + ": " + e.getMessage(), e);
        }
    }

    private List<String> reached(String node) {
        List<String> all = new ArrayList<>(hosts);
        int equals = node.indexOf('=');
        if (equals >= 0) {
            all.addAll(Arrays.asList(node.substring(equals + 1).split(",", -1)));
        }
        if (all.isEmpty()) {
            throw Failure.wrongInput("--host is missing: a name or address under which others reach " + node + "; "
                    + "--node " + node + "=HOST says it too");
        }
        return all;
    }
}
