package org.everycore.cli.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.LengthUnit;

/** The file of QSL records that belong to no QSO; it appears when it is whole. Without a name nothing is written. */
final class MissedFile implements Closeable {
    private final ResultFile file;
    private final AdifWriter writer;

    MissedFile(Path name) throws IOException {
        file = name == null ? null : ResultFile.open(ResultTarget.to(name));
        writer = name == null ? null : new AdifWriter(file.stream(), LengthUnit.CHARACTERS);
        if (writer != null) {
            writer.header();
        }
    }

    void add(AdifRecord record) {
        if (writer != null) {
            try {
                writer.record(record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void commit() throws IOException {
        if (writer != null) {
            writer.flush();
            file.commit();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
