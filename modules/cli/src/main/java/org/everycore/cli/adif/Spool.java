package org.everycore.cli.adif;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Standard input kept in a temporary file, for what a stream cannot give: packed logs, XML, and a second look. */
final class Spool {
    private static final int LOOK = 8;

    private Spool() {}

    /** Whether a stream that begins so, at a place that can be returned to, has to be a file to be read. */
    static boolean isNeeded(BufferedInputStream in) throws IOException {
        in.mark(LOOK);
        byte[] head = in.readNBytes(LOOK);
        in.reset();
        boolean gzip = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        boolean zip = head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        String text = new String(head, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return gzip || zip || text.contains("<?XML") || text.contains("<ADX>");
    }

    /** The rest of the stream as a file, which goes when the process ends. */
    static Path file(InputStream in) throws IOException {
        Path file = Files.createTempFile("everycore-", ".adi");
        file.toFile().deleteOnExit();
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }
}
