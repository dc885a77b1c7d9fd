package dev.tankfleet.agones.emulator.junit;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts an emulated cluster for tests and closes it after them. Owned by the thread that runs the
 * tests.
 *
 * <p>In a static field with {@code @RegisterExtension}, or by {@code @ExtendWith}, the tests of the
 * class and of those nested in it share one cluster; in an instance field each test has its own,
 * unless the class has one instance for all of them. A test takes it as a parameter, or asks {@link
 * #emulator()}.
 */
public final class AgonesExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {
    private final EmulatorConfig config;

    // Owned by the thread of the tests.
    private @Nullable Emulator emulator;
    private int sharing;

    /** A cluster that does everything some twenty times as fast as the real one. */
    public AgonesExtension() {
        this(EmulatorConfig.fast("junit"));
    }

    /** A cluster like this. */
    public AgonesExtension(EmulatorConfig config) {
        this.config = config;
    }

    /**
     * The cluster.
     *
     * @throws IllegalStateException outside of a test
     */
    public Emulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("no cluster runs (expected: asked within a test)");
        }
        return emulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Nested classes come here as well, with the cluster of the outer one.
        if (sharing++ == 0) {
            emulator = Emulator.start(config);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (sharing == 0) {
            emulator = Emulator.start(config);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (sharing == 0) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--sharing == 0) {
            close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Emulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return emulator();
    }

    private void close() {
        if (emulator != null) {
            emulator.close();
            emulator = null;
        }
    }
}
