package dev.tankfleet.game.rules;

/** What ends a match before its time is over. */
public sealed interface Goal {

    /**
     * Everyone against everyone, for kills.
     *
     * @param killsMax kills of one tank that end the match
     */
    record Kills(int killsMax) implements Goal {
        public Kills {
            Check.positive("killsMax", killsMax);
        }
    }

    /**
     * People reach the vault that bots guard, hold it, and get out.
     *
     * @param holdTicks how long somebody must stand in the vault
     * @param fallPerTick how much of that is lost in a tick in which nobody does
     * @param escapePermille share of the people who must get out, rounded up, at least one of them
     * @param lives how often destroyed people may return, all of them together
     * @param friendlyFirePermille share of the damage that shells do to one's own side
     */
    record Heist(
            int holdTicks, int fallPerTick, int escapePermille, int lives, int friendlyFirePermille)
            implements Goal {
        public Heist {
            Check.positive("holdTicks", holdTicks);
            Check.notNegative("fallPerTick", fallPerTick);
            Check.permille("escapePermille", escapePermille);
            Check.notNegative("lives", lives);
            Check.permille("friendlyFirePermille", friendlyFirePermille);
        }

        /** How many of so many people must get out. */
        public int escapesNeeded(int people) {
            return Math.max(1, (people * escapePermille + Check.PERMILLE - 1) / Check.PERMILLE);
        }
    }
}
