package org.everycore.cli.bench;

import picocli.CommandLine.Command;

/** The things that can be measured. */
@Command(
        subcommands = {
            BenchPhotonics.class,
            BenchRadio.class,
            BenchSchedule.class,
            BenchTraining.class,
            BenchAuto.class,
            BenchStrategies.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore bench photonics",
            "  everycore bench radio --json",
            "  everycore bench schedule",
            "  everycore bench training",
            "  everycore bench auto",
            "  everycore bench strategies --batch 1,4,8,16,32"
        })
public final class BenchCommand {}
