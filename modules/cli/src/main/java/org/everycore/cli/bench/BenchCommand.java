package org.everycore.cli.bench;

import picocli.CommandLine.Command;

/** The things that can be measured. */
@Command(
        subcommands = {BenchPhotonics.class, BenchRadio.class, BenchSchedule.class, BenchTraining.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore bench photonics",
            "  everycore bench radio --json",
            "  everycore bench schedule",
            "  everycore bench training"
        })
public final class BenchCommand {}
