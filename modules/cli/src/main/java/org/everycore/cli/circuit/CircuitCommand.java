package org.everycore.cli.circuit;

import picocli.CommandLine.Command;

/** The verbs that take circuit files. */
@Command(
        subcommands = {
            CircuitRun.class,
            CircuitShots.class,
            CircuitPlot.class,
            CircuitShow.class,
            CircuitDraw.class,
            CircuitConvert.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit run examples/squeezed.json",
            "  everycore circuit run --json --ket --gradient examples/squeezed.json",
            "  everycore circuit shots examples/epr.xbb -n 1000",
            "  everycore circuit plot examples/cat.json --out cat.png",
            "  everycore circuit draw examples/squeezed.json"
        })
public final class CircuitCommand {}
