package dev.tankfleet.link;

/** One region's links, as the contract test needs them; one per adapter. */
public interface LinkUnderTest extends AutoCloseable {
    /** A gateway's end. */
    GatewayLink gateway(String gatewayId, GatewayLink.StateHandler handler);

    /** A game server's end. */
    ServerLink server(String serverId);

    /** Sends bytes that a broken gateway could send where a join belongs. */
    void sendAsJoin(String matchId, byte[] body);

    /** Sends bytes that a broken gateway could send where a leave belongs. */
    void sendAsLeave(String matchId, byte[] body);

    /** Answers the next join of a match as a broken game server could. */
    void answerJoinsWith(String matchId, byte[] body);

    /** Ends everything that the links run over. */
    @Override
    void close();
}
