package org.everycore.cli.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Says in a person's words where a setting comes from. */
final class Origins {
    static final String DEFAULT = "default";
    static final String COMMAND_LINE = "command line";
    static final String ENVIRONMENT = "environment ";

    private Origins() {}

    static String of(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        if (origin.filename() != null) {
            return origin.filename() + (origin.lineNumber() > 0 ? ", line " + origin.lineNumber() : "");
        }
        return origin.description().startsWith(DEFAULT) ? DEFAULT : origin.description();
    }
}
