package org.everycore.logbook.live;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.JulianFields;

/** Writes messages as Qt's QDataStream does, for tests. */
final class QtMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    static QtMessage of(int schema, int type, String sender) {
        return new QtMessage().int32(0xadbccbda).int32(schema).int32(type).text(sender);
    }

    QtMessage int32(int value) {
        return write(() -> out.writeInt(value));
    }

    QtMessage int64(long value) {
        return write(() -> out.writeLong(value));
    }

    QtMessage text(String text) {
        return write(() -> {
            if (text == null) {
                out.writeInt(-1);
            } else {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        });
    }

    QtMessage utc(LocalDateTime time) {
        return write(() -> {
            out.writeLong(time.toLocalDate().getLong(JulianFields.JULIAN_DAY));
            out.writeInt(time.get(ChronoField.MILLI_OF_DAY));
            out.writeByte(1);
        });
    }

    QtMessage offset(LocalDateTime time, int seconds) {
        return write(() -> {
            out.writeLong(time.toLocalDate().getLong(JulianFields.JULIAN_DAY));
            out.writeInt(time.get(ChronoField.MILLI_OF_DAY));
            out.writeByte(2);
            out.writeInt(seconds);
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private interface Step {
        void run() throws IOException;
    }

    private QtMessage write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
