package dev.tankfleet.backup.store;

/**
 * An object as a list shows it.
 *
 * @param name its whole name
 * @param sizeBytes its size
 */
public record StoredObject(String name, long sizeBytes) {}
