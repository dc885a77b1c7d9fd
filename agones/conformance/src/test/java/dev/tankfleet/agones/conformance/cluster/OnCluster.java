package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of tests that run on a real control plane, which all of them share; each takes the
 * {@link SharedCluster} as an argument and works in namespaces of its own. One after the other:
 * some of them take the API server away.
 */
@Tag("cluster")
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
@NeedsProgram(Program.KUBERNETES)
@ExtendWith(ClusterExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnCluster {}
