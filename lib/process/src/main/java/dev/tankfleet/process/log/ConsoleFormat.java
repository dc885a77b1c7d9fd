package dev.tankfleet.process.log;

/** Who reads the console. */
public enum ConsoleFormat {
    /** People: a line an event, as short as it can be. */
    TEXT,
    /** The agent of a cluster's log: the same JSON lines as in the files. */
    JSON
}
