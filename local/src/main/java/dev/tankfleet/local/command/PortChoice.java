package dev.tankfleet.local.command;

/** Which ports a person wants. */
enum PortChoice {
    /** The documented ones. */
    STANDARD,
    /** Whatever is free. */
    AUTO
}
