package org.everycore.cli.remote;

import org.everycore.cli.node.ClusterStart;
import org.everycore.cli.node.ClusterStop;
import picocli.CommandLine.Command;

/** The verbs that take a whole cluster. */
@Command(
        subcommands = {ClusterStatus.class, ClusterStart.class, ClusterStop.class},
        footerHeading = "%nExamples:%n",
        footer = {"  everycore cluster status", "  everycore cluster start --nodes 3"})
public final class ClusterCommand {}
