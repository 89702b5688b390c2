package org.everycore.cli.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.service.Service;
import org.everycore.logbook.service.ServiceExport;

/** Writes what a service is to be told, marks it as sent where asked to, and says what was left out and why. */
record ServiceExportText(Session session, ServiceExport export, Path out, boolean markSent) {
    void run(Logbook logbook) throws IOException {
        BooleanSupplier stopped = session.interrupts()::interrupted;
        ServiceExport.Written written;
        if (export.service() == Service.POTA) {
            if (out == null || Files.exists(out) && !Files.isDirectory(out)) {
                throw Failure.wrongInput("--for pota writes a file a park: --out must name a folder");
            }
            Files.createDirectories(out);
            written = export.toFolder(out, logbook, stopped);
        } else if (out == null) {
            written = export.to(session.out(), logbook, stopped);
            session.out().flush();
        } else {
            try (ResultFile file = ResultFile.open(ResultTarget.to(out))) {
                written = export.to(file.stream(), logbook, stopped);
                file.commit();
            }
        }
        long marked = markSent
                ? export.mark(logbook, LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE))
                : 0;
        if (out == null) {
            leftOut(written);
        } else if (session.json()) {
            session.out().println(json(written, marked));
        } else {
            written.files().forEach((file, records) -> session.out()
                    .println(file + ": " + Numbers.counted(records, "record")));
            session.out()
                    .println(out + ": " + Numbers.counted(written.qsos(), "QSO") + " for "
                            + export.service().key() + (markSent ? ", marked as sent" : ""));
            leftOut(written);
        }
    }

    private void leftOut(ServiceExport.Written written) {
        List<String> parts = new ArrayList<>();
        if (written.sent() > 0) {
            parts.add(Numbers.grouped(written.sent()) + " sent before");
        }
        written.refused().forEach((reason, count) -> parts.add(Numbers.grouped(count) + " " + reason));
        if (!parts.isEmpty()) {
            session.err().println("left out: " + String.join(", ", parts));
        }
    }

    private String json(ServiceExport.Written written, long marked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", export.service().key());
        json.put("file", out.toString());
        json.put("qsos", written.qsos());
        json.put("sentBefore", written.sent());
        json.put("refused", written.refused());
        json.put("marked", marked);
        if (export.service() == Service.POTA) {
            Map<String, Object> files = new LinkedHashMap<>();
            written.files().forEach((file, records) -> files.put(file.toString(), records));
            json.put("files", files);
        }
        return JsonText.of(json);
    }
}
