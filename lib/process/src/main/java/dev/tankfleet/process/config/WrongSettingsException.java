package dev.tankfleet.process.config;

import java.util.List;
import java.util.stream.Collectors;

/** The process cannot start with this environment. The message has one line for each wrong key. */
public final class WrongSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<WrongSetting> wrong;

    WrongSettingsException(List<WrongSetting> wrong) {
        super(
                "%d wrong %s%n%s"
                        .formatted(
                                wrong.size(),
                                wrong.size() == 1 ? "setting:" : "settings:",
                                wrong.stream()
                                        .map(setting -> "  " + setting)
                                        .collect(Collectors.joining(System.lineSeparator()))));
        this.wrong = List.copyOf(wrong);
    }

    /** Each wrong key once, in the order of the record. */
    public List<WrongSetting> wrong() {
        return wrong;
    }
}
