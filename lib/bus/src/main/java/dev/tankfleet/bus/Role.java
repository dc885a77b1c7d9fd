package dev.tankfleet.bus;

/** Who speaks on the bus. {@link Lawbook} says what each may say and hear. */
public enum Role {
    /** In the centre: places players, commands game servers, stores results. */
    MATCHMAKER(true),
    /** In a region: runs matches. */
    GAME_SERVER(false),
    /** In a region: carries frames between clients and matches. */
    GATEWAY(false);

    private final boolean isCentral;

    Role(boolean isCentral) {
        this.isCentral = isCentral;
    }

    /** Whether the role stands in the centre; else it stands in a region. */
    public boolean isCentral() {
        return isCentral;
    }
}
