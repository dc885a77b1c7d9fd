package dev.tankfleet.bus;

/** A hub with regions, as the contract tests of the bus need it; one per adapter. */
public interface BusUnderTest extends AutoCloseable {
    /** The standard law, and somebody who takes results under a name of his own. */
    Lawbook LAW =
            Lawbook.standard()
                    .with(
                            new Lawbook.Law.MayTakeDurably(
                                    Role.MATCHMAKER, "r.*.match.result", "analytics"));

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
