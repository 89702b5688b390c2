package org.everycore.cli.adif;

import picocli.CommandLine.Command;

/** The verbs that read and write logs. */
@Command(
        subcommands = {
            AdifCheck.class,
            AdifRepair.class,
            AdifInfer.class,
            AdifConvert.class,
            AdifCat.class,
            AdifSelect.class,
            AdifFilter.class,
            AdifSort.class,
            AdifDedupe.class,
            AdifStats.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif check log.adi",
            "  everycore adif repair messy.adi --out mended.adi --rejects rest.adi",
            "  everycore adif convert log.adi --out log.adx",
            "  everycore adif filter --where BAND=20m --where MODE=CW log.adi | everycore adif stats -"
        })
public final class AdifCommand {}
