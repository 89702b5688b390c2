package org.everycore.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graphics card's driver that is none: {@code standin.c} of the module gpu, on OpenCL, built where gcc and OpenCL are. So the calls
 * of CUDA run, and fail when told to, without a card.
 *
 * @param library to name in the system property {@code everycore.gpu.library}
 * @param environment what a process with that library needs
 */
public record StandInDriver(Path library, Map<String, String> environment) {
    private static final Pattern INCLUDE = Pattern.compile("#include \"([a-z]+\\.h)\"\n");

    /**
     * Builds it.
     *
     * @param module the folder of the module gpu
     * @param folder where to
     * @return empty where there is no gcc, or no OpenCL
     */
    public static Optional<StandInDriver> build(Path module, Path folder) throws IOException, InterruptedException {
        Path made =
                Files.createDirectories(folder.resolve("pocl")).toAbsolutePath().getParent();
        Path source = Files.writeString(made.resolve("everycore.cl"), source(module));
        Path library = made.resolve("libstandin.so");
        List<String> command = List.of(
                "gcc",
                "-O1",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                module.resolve("src/test/c/standin.c").toString(),
                "-lOpenCL",
                "-lpthread");
        try {
            Process gcc = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(made.resolve("gcc.log").toFile())
                    .start();
            if (!gcc.waitFor(2, TimeUnit.MINUTES) || gcc.exitValue() != 0) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(new StandInDriver(
                library,
                Map.of(
                        "STANDIN_SOURCE",
                        source.toString(),
                        "POCL_CACHE_DIR",
                        made.resolve("pocl").toString())));
    }

    /** The kernels' source as its compiler reads it: everycore.cu with what it includes. */
    public static String source(Path module) throws IOException {
        Path cuda = module.resolve("src/main/cuda");
        Matcher include = INCLUDE.matcher(Files.readString(cuda.resolve("everycore.cu")));
        StringBuilder text = new StringBuilder();
        while (include.find()) {
            include.appendReplacement(text, Matcher.quoteReplacement(Files.readString(cuda.resolve(include.group(1)))));
        }
        return include.appendTail(text).toString();
    }
}
