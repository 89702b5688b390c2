package org.everycore.photonics.blackbird;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;

/**
 * Reads Blackbird programs, version 1: metadata, typed variables and arrays, expressions, for loops, operations with
 * positional and named arguments, free parameters in braces that take their values from the caller, parameters taken from measured
 * modes, and time-domain programs, which are unrolled.
 *
 * <p>Language: Killoran and others, "Strawberry Fields", Quantum 3 (2019) 129, and the Blackbird documentation. Every failure
 * is a {@link CircuitException} of one line that names the source, the line and the column. Includes are refused so.
 */
public final class BlackbirdReader {
    private static final int MAX_CHARACTERS = 16 << 20;
    private static final Pattern FREE_PARAMETER = Pattern.compile("\\{\\s*([A-Za-z_][0-9A-Za-z_]*)\\s*}");

    private BlackbirdReader() {}

    /** The circuit of a file, at the cutoff given or else its own. */
    public static Circuit read(Path file, OptionalInt cutoff, Map<String, Double> parameters) {
        String source = file.toString();
        String text;
        try {
            if (Files.isDirectory(file)) {
                throw new CircuitException(source + ": is a directory");
            }
            if (Files.size(file) > MAX_CHARACTERS) {
                throw new CircuitException(source + ": is larger than " + MAX_CHARACTERS + " bytes");
            }
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new CircuitException(source + ": no such file");
        } catch (CharacterCodingException e) {
            throw new CircuitException(source + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new CircuitException(source + ": cannot be read (" + e.getMessage() + ")");
        }
        return read(source, text, cutoff, parameters);
    }

    /** The circuit of a text; {@code source} is what messages call it. */
    public static Circuit read(String source, String text, OptionalInt cutoff, Map<String, Double> parameters) {
        BlackbirdProgram program = program(source, text, parameters);
        try {
            return program.circuit(cutoff);
        } catch (CircuitException e) {
            throw e.in(source);
        }
    }

    /** The program itself, loops unrolled and free parameters filled in. */
    public static BlackbirdProgram program(String source, String text, Map<String, Double> parameters) {
        requireNonNull(source, "source is null");
        try {
            if (text.length() > MAX_CHARACTERS) {
                throw ProgramParser.tooLong(text.length(), MAX_CHARACTERS);
            }
            return new ProgramParser(Lexer.lines(text), new Scope(parameters)).parse();
        } catch (CircuitException e) {
            throw e.in(source);
        }
    }

    /** The names of the free parameters that a program asks for. */
    public static Set<String> freeParameters(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = FREE_PARAMETER.matcher(text.replaceAll("#[^\\r\\n]*", ""));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
