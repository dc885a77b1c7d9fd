package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.Nullable;

/**
 * What tanks are called: a person by his player id, a bot by its seat. Owned by the match's thread.
 *
 * <p>Names are ASCII without quotes or backslashes: ids by their rule, bots by the list here.
 */
@HotPath
public final class TankNames {
    private static final String[] BOTS = {
        "Bot Ada", "Bot Alan", "Bot Barbara", "Bot Claude", "Bot Donald", "Bot Edsger",
                "Bot Frances",
        "Bot Grace", "Bot Hedy", "Bot John", "Bot Katherine", "Bot Leslie", "Bot Margaret",
                "Bot Niklaus",
        "Bot Radia", "Bot Tony"
    };

    // Owned by the match's thread. Column [seat]; null where no person sits.
    private final @Nullable String[] personIn;

    /** Names for seats {@code 0 … seats − 1}. */
    public TankNames(int seats) {
        personIn = new @Nullable String[seats];
    }

    /** A person with this id takes a seat. */
    public void name(int seat, String playerId) {
        personIn[seat] = playerId;
    }

    /** The person leaves the seat. */
    public void forget(int seat) {
        personIn[seat] = null;
    }

    String of(int seat, boolean isBot) {
        String person = personIn[seat];
        return isBot || person == null ? BOTS[seat % BOTS.length] : person;
    }
}
