package dev.tankfleet.matchmaker.page;

/**
 * One file of the page.
 *
 * @param mediaType its type by its name
 * @param etag strong validator, with quotes
 * @param bytes its content; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never compared
public record PageFile(String mediaType, String etag, byte[] bytes) {}
