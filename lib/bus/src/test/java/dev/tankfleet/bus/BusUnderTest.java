package dev.tankfleet.bus;

/** A hub with regions, as the contract tests of the bus need it; one per adapter. */
public interface BusUnderTest extends AutoCloseable {
    /** A matchmaker's connection in the centre. */
    Bus centre(String selfId);

    /** A connection in a region. */
    Bus inRegion(String region, Role role, String selfId);

    /** Waits until each tier knows what the others have subscribed to until now. */
    void settle();

    /** Ends every connection. */
    @Override
    void close();
}
