package org.everycore.cli.remote;

import picocli.CommandLine.Command;

/** The verbs that take a whole cluster. */
@Command(
        subcommands = {ClusterStatus.class},
        footerHeading = "%nExamples:%n",
        footer = "  everycore cluster status")
public final class ClusterCommand {}
