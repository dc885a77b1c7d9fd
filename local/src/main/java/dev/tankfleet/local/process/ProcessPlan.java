package dev.tankfleet.local.process;

import dev.tankfleet.local.process.child.ServicePrograms;
import dev.tankfleet.process.log.Logs;

import java.nio.file.Path;

/**
 * What a fleet of processes is made of.
 *
 * @param folder where it keeps its files
 * @param ports where it listens
 * @param programs the services
 * @param logs log of this JVM; stays the caller's
 */
public record ProcessPlan(Path folder, ProcessPorts ports, ServicePrograms programs, Logs logs) {}
