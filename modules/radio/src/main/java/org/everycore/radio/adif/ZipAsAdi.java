package org.everycore.radio.adif;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The logs in a zip archive, one after the other, as one stream of ADI; entries that are no logs by their names are passed over. */
final class ZipAsAdi extends InputStream {
    /** More files than any station has logs; each costs time, whatever is in it. */
    private static final int MOST_FILES = 10_000;

    private final ZipInputStream zip;
    private final String name;
    private InputStream entry;
    private int files;
    private int logs;
    private boolean ended;

    ZipAsAdi(InputStream in, String name) {
        this.zip =
                new ZipInputStream(in, StandardCharsets.ISO_8859_1); // old archives name their files in any code page
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        while (!ended) {
            if (entry == null && !nextEntry()) {
                ended = true;
                if (logs == 0) {
                    throw new NotALogException(name + ": no log (*.adi, *.adif, *.adx) in this archive");
                }
                break;
            }
            int n = entry.read(b, offset, length);
            if (n >= 0) {
                return n;
            }
            entry = null;
            if (length > 0) {
                b[offset] = '\n';
                return 1;
            }
        }
        return -1;
    }

    private boolean nextEntry() throws IOException {
        for (ZipEntry next = next(); next != null; next = next()) {
            require(next);
            String lower = next.getName().toLowerCase(Locale.ROOT);
            if (!next.isDirectory() && (lower.endsWith(".adi") || lower.endsWith(".adif") || lower.endsWith(".adx"))) {
                logs++;
                entry = LogFormat.inner(new Unclosed(zip), name + "!" + next.getName());
                return true;
            }
        }
        return false;
    }

    private ZipEntry next() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new NotALogException(
                    name + ": is a damaged archive: a file's name is not the UTF-8 that it is said to be", e);
        }
    }

    /** Entries are read and never written anywhere, yet an archive that wants to write outside its folder is not an honest one. */
    private void require(ZipEntry next) throws NotALogException {
        if (++files > MOST_FILES) {
            throw new NotALogException(
                    name + ": holds more than " + MOST_FILES + " files; unpack the logs in it first");
        }
        String path = next.getName().replace('\\', '/');
        if (path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || List.of(path.split("/", -1)).contains("..")) {
            throw new NotALogException(name + ": holds a file with a path out of the archive, "
                    + next.getName().replaceAll("\\p{Cntrl}", "?") + "; it is not read");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The entry at hand, whose end is not the archive's. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is read on.
        }
    }
}
