package org.everycore.logbook;

import java.nio.file.Path;
import org.everycore.radio.adif.AdifRecord;

/** Stores and QSOs that the tests begin with. */
public final class Stores {
    private Stores() {}

    static LogStore open(Path folder, Dialect dialect) {
        return LogStore.open(folder.resolve(dialect == Dialect.H2 ? "log.mv.db" : "log.db"));
    }

    static AdifRecord qso(String call, String band, String mode, String day, String time, String... more) {
        AdifRecord qso = AdifRecord.ofPairs("CALL", call, "BAND", band, "MODE", mode, "QSO_DATE", day, "TIME_ON", time);
        for (int i = 0; i < more.length; i += 2) {
            qso = qso.with(more[i], more[i + 1]);
        }
        return qso;
    }

    /** A log of so many QSOs, one every third being of the same station; lengths in characters. */
    public static String adi(int qsos) {
        var text = new StringBuilder("made for a test\n<ADIF_VER:5>3.1.7 <EOH>\n");
        for (int i = 0; i < qsos; i++) {
            String call = i % 3 == 0 ? "DL1ABC" : "W" + i % 10 + "A" + (char) ('A' + i % 26);
            String comment = "Größe " + i + " <EOR> ß";
            text.append("<CALL:").append(call.length()).append('>').append(call);
            text.append("<BAND:3>20m<MODE:2>CW<QSO_DATE:8:D>").append(20200101 + i / 1000 % 28);
            text.append("<TIME_ON:6>")
                    .append(String.format(java.util.Locale.ROOT, "%02d%02d%02d", i / 60 % 24, i % 60, i % 60));
            text.append("<GRIDSQUARE:6>JO62qm <X_MINE:")
                    .append(comment.length())
                    .append('>')
                    .append(comment)
                    .append("<EOR>\n");
        }
        return text.toString();
    }
}
