package dev.tankfleet.game.world;

/** A chain of random ints (xorshift) whose last link is its whole state. */
final class Random {

    private Random() {}

    /** The first link for a seed: any int, and neighbours lead to chains that share nothing. */
    static int first(int seed) {
        int mixed = seed * 0x9E37_79B1 + 0x7F4A_7C15;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EB_CA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2_AE35;
        mixed ^= mixed >>> 16;
        return mixed == 0 ? 1 : mixed; // the chain stands still at 0
    }

    static int next(int link) {
        int next = link;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        return next;
    }

    /** Makes a number from 0 to below {@code bound} (at most 65,536) of a link. */
    static int below(int link, int bound) {
        return ((link >>> 16) * bound) >>> 16;
    }
}
