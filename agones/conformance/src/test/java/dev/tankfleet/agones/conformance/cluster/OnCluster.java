package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of tests that run on a real control plane, which all of them share; each takes the
 * {@link SharedCluster} as an argument and works in namespaces of its own.
 */
@Tag("cluster")
@Timeout(300)
@NeedsProgram(Program.KUBERNETES)
@ExtendWith(ClusterExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnCluster {}
