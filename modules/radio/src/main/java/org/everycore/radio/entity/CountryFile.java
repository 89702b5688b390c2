package org.everycore.radio.entity;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A user's own table of callsigns and entities: AD1C's {@code cty.dat} or {@code cty.csv}, or Club Log's
 * {@code cty.xml}.
 */
public final class CountryFile {
    private final String name;
    private final PrefixTable table;

    CountryFile(String name, PrefixTable table) {
        this.name = requireNonNull(name, "name is null");
        this.table = requireNonNull(table, "table is null");
    }

    /** Reads a file of one of the three kinds, told apart by the ending of its name. */
    public static CountryFile read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            PrefixTable table =
                    switch (ending) {
                        case "dat" -> Ad1cFormat.dat(text(in));
                        case "csv" -> Ad1cFormat.csv(text(in));
                        case "xml" -> ClubLogXml.read(in);
                        default ->
                            throw new CountryFileException(
                                    file + ": a country file ends in .dat, .csv (AD1C) or .xml (Club Log)");
                    };
            if (table.size() == 0) {
                throw new CountryFileException(file + ": holds no callsign prefix");
            }
            return new CountryFile(name, table);
        } catch (IllegalArgumentException e) {
            throw new CountryFileException(file + ": " + e.getMessage(), e);
        }
    }

    /** The file's name, which a {@link Resolution} gives as its source. */
    public String name() {
        return name;
    }

    /** How many prefixes and callsigns it lists. */
    public int size() {
        return table.size();
    }

    PrefixTable table() {
        return table;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
