package dev.tankfleet.game.world;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.rules.TankType;

/**
 * One match as it stands at one tick; owned by the match's thread.
 *
 * <p>Map and rules never change; everything else is ints that {@link #save} copies. The step moves
 * it on, the world itself does nothing.
 */
public final class World {

    /** {@link #phase()}: tanks drive. */
    public static final int RUNNING = 0;

    /** {@link #phase()}: a tank reached the number of kills. */
    public static final int ENDED_BY_KILLS = 1;

    /** {@link #phase()}: the time is over. */
    public static final int ENDED_BY_TIME = 2;

    /** {@link #phase()}: enough people got out. */
    public static final int ENDED_BY_ESCAPE = 3;

    /** {@link #phase()}: nobody is left, and nobody may return. */
    public static final int ENDED_BY_WIPE = 4;

    private static final int TICK = 0;
    private static final int PHASE = 1;
    private static final int RANDOM = 2;
    private static final int TANKS_SEATED = 3;
    private static final int SHOTS = 4;
    private static final int FACTS = 5;

    private final GameMap map;
    private final Rules rules;
    private final Ground ground;

    // Owned by the match's thread.
    private final State state = new State();
    private final int[] facts = state.column(FACTS);
    private final Tanks tanks;
    private final Shells shells;
    private final Inputs inputs;
    private final BotMemory botMemory;
    private final Objective objective;
    private final Events events;

    private World(GameMap map, Rules rules, int seed) {
        this.map = map;
        this.rules = rules;
        ground = Ground.of(map);
        int seats = rules.mode().seats();
        int shellSlots = seats * rules.shellsPerTankMax();
        tanks = new Tanks(state, seats);
        shells = new Shells(state, shellSlots);
        inputs = new Inputs(state, seats);
        botMemory = new BotMemory(state, seats);
        objective = new Objective(state);
        events = new Events(seats, shellSlots);
        facts[RANDOM] = Random.first(seed);
        if (rules.mode().goal() instanceof Goal.Heist heist) {
            objective.begin(heist.lives());
        }
    }

    /** An empty world at tick 0; the seed decides all that is left to chance. */
    public static World create(GameMap map, Rules rules, int seed) {
        return new World(map, rules, seed);
    }

    public GameMap map() {
        return map;
    }

    public Rules rules() {
        return rules;
    }

    public Ground ground() {
        return ground;
    }

    public Tanks tanks() {
        return tanks;
    }

    public Shells shells() {
        return shells;
    }

    public Inputs inputs() {
        return inputs;
    }

    public BotMemory botMemory() {
        return botMemory;
    }

    public Objective objective() {
        return objective;
    }

    public Events events() {
        return events;
    }

    /** Steps made so far. */
    public int tick() {
        return facts[TICK];
    }

    /** {@link #RUNNING}, or one of the ends. */
    public int phase() {
        return facts[PHASE];
    }

    /** Gives a free seat to a new tank, which enters at the next step; returns its id. */
    public int seat(int seat, boolean isBot, TankType type) {
        facts[TANKS_SEATED]++;
        tanks.id[seat] = facts[TANKS_SEATED] * tanks.seats() + seat;
        tanks.bot[seat] = isBot ? 1 : 0;
        tanks.type[seat] = type.number();
        if (isBot) {
            botMemory.random[seat] = Random.first(nextRandom());
        }
        return tanks.id[seat];
    }

    /** The team of the tank in this seat. */
    public int teamOf(int seat) {
        return rules.mode().teamOf(tanks.bot[seat] != 0);
    }

    /** What the tank in this seat can do. */
    public TankRules tankRules(int seat) {
        return rules.tank(tanks.type[seat]);
    }

    /** Frees a seat; its shells fly on. */
    public void vacate(int seat) {
        tanks.clear(seat);
        inputs.clear(seat);
        botMemory.clear(seat);
    }

    /** Opens the next tick. */
    public void beginTick() {
        facts[TICK]++;
        events.clear();
    }

    /** Ends the match. */
    public void end(int phase) {
        facts[PHASE] = phase;
    }

    /** The id of the next shell. */
    public int nextShot() {
        facts[SHOTS]++;
        return facts[SHOTS];
    }

    /** A random number from 0 to below {@code bound}, which is at most 65,536. */
    public int random(int bound) {
        return Random.below(nextRandom(), bound);
    }

    /** A hash over every int of the state; to change one of them alone always changes it. */
    public int hash() {
        return state.hash();
    }

    /** How many ints the state has. */
    public int stateInts() {
        return state.ints();
    }

    /** Copies the state into {@code into}, from {@code offset} on. */
    public void save(int[] into, int offset) {
        state.save(into, offset);
    }

    /** Takes over a state that {@link #save} copied from a world of the same map and rules. */
    public void restore(int[] from, int offset) {
        state.restore(from, offset);
        events.clear();
    }

    private int nextRandom() {
        facts[RANDOM] = Random.next(facts[RANDOM]);
        return facts[RANDOM];
    }
}
