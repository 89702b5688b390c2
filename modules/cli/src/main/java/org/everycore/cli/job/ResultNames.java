package org.everycore.cli.job;

/** How result files are called when nobody says. */
final class ResultNames {
    private ResultNames() {}

    static String ending(String kind) {
        return switch (kind) {
            case "photonics.sample" -> ".npy";
            case "photonics.gradient" -> ".npz";
            case "radio.export" -> ".adi";
            default -> ".json";
        };
    }
}
