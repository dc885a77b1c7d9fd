package dev.tankfleet.agones.conformance.junit;

import dev.tankfleet.agones.conformance.cluster.AgonesChoice;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests of real Agones, which nobody but its owner can bring: without {@link AgonesChoice
 * one} they are left out, and the run ends with one line that says so.
 */
@ExtendWith(AgonesCondition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsAgones {
    /** Whether only binaries will do, since nobody starts a sidecar in somebody else's cluster. */
    boolean asProcesses() default false;
}
