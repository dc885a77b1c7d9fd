package dev.tankfleet.bus;

/** Who speaks on the bus. {@link Lawbook} says what each may say and hear. */
public enum Role {
    /** In the centre: places players, commands game servers, stores results. */
    MATCHMAKER,
    /** In a region: runs matches. */
    GAME_SERVER,
    /** In a region: carries frames between clients and matches. */
    GATEWAY
}
