package dev.tankfleet.gateway.region;

import dev.tankfleet.proto.session.Join;

import java.util.Arrays;

/**
 * A player who keeps to the rules while others do not, and how long each state takes from the owner
 * to him. Owned by the test's thread.
 */
public final class HonestPlayer {
    private static final int EPOCH = 1_000;

    private final TestClient client;
    private final ScriptedOwner owner;
    private final Join join;

    private int tick = 100;

    private HonestPlayer(TestClient client, ScriptedOwner owner, Join join) {
        this.client = client;
        this.owner = owner;
        this.join = join;
    }

    /** A player in a match of his own. */
    public static HonestPlayer join(TestRegion region, String matchId) throws InterruptedException {
        var owner = region.match(matchId);
        var client = region.join(matchId);
        return new HonestPlayer(client, owner, owner.nextJoin());
    }

    /** Times from the owner's sending to the player's hearing; none was lost. */
    public Times play(int states) throws InterruptedException {
        var times = new Times();
        for (int i = 0; i < states; i++) {
            var text = "tick-" + tick;
            long startNs = System.nanoTime();
            owner.sendState(join, EPOCH, tick++, text);
            var heard = client.next();
            times.add(System.nanoTime() - startNs);
            if (!heard.equals(text)) {
                throw new AssertionError("expected " + text + ", came " + heard);
            }
        }
        return times;
    }

    /** Times of states. */
    public static final class Times {
        private long[] ns = new long[256];
        private int count;

        private void add(long oneNs) {
            if (count == ns.length) {
                ns = Arrays.copyOf(ns, 2 * count);
            }
            ns[count++] = oneNs;
        }

        /** Takes others in. */
        public void add(Times others) {
            for (int i = 0; i < others.count; i++) {
                add(others.ns[i]);
            }
        }

        /** How many. */
        public int count() {
            return count;
        }

        /** The time that half of them keep to. */
        public long medianNs() {
            var sorted = Arrays.copyOf(ns, count);
            Arrays.sort(sorted);
            return sorted[count / 2];
        }
    }
}
