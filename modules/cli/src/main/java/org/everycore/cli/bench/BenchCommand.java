package org.everycore.cli.bench;

import picocli.CommandLine.Command;

/** The things that can be measured. */
@Command(
        subcommands = {BenchPhotonics.class, BenchRadio.class, BenchSchedule.class},
        footerHeading = "%nExamples:%n",
        footer = {"  everycore bench photonics", "  everycore bench radio --json", "  everycore bench schedule"})
public final class BenchCommand {}
