package dev.tankfleet.process.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What logback finds by itself, before or without {@link Logs}: our console lines at the same quiet
 * levels, so that tests and the first moments of a process are readable. Stands back when the
 * operator names a {@code logback.configurationFile}. Public because logback's service loader makes
 * it.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class ConsoleFromTheStart extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LogSetup.levels(context, Level.INFO);
        LogSetup.attach(context, LogSetup.console(context, ConsoleFormat.TEXT));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
