package org.everycore.cli.log;

import picocli.CommandLine.Command;

/** The verbs that keep logbooks in a database. */
@Command(
        subcommands = {
            LogAdd.class,
            LogList.class,
            LogSearch.class,
            LogShow.class,
            LogEdit.class,
            LogUpdate.class,
            LogRemove.class,
            LogUndo.class,
            LogImport.class,
            LogExport.class,
            LogListen.class,
            LogSync.class,
            LogStatistics.class,
            LogAwards.class,
            LogDigest.class,
            LogBooks.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore log import log.adi",
            "  everycore log add DL1ABC MODE=CW FREQ=14.025 RST_SENT=599",
            "  everycore log search 'DL*' --band 20m --from 2024-01-01",
            "  everycore log export --out log.adx"
        })
public final class LogCommand {}
