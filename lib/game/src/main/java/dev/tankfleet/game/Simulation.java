package dev.tankfleet.game;

import dev.tankfleet.game.bot.Bots;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.step.Step;
import dev.tankfleet.game.view.Phase;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.World;
import dev.tankfleet.process.HotPath;

/**
 * One match: seats, inputs, steps. Owned by the match's thread; a duty cycle that allocates nothing
 * after it is created.
 *
 * <p>The same map, rules, seed and calls in the same order give the same {@link #hash} everywhere.
 * What it cannot know is left to the host: who a player is, when inputs arrive, what to do when
 * nobody plays.
 */
@HotPath
public final class Simulation {

    private final World world;
    private final WorldView view;
    private final Bots bots;
    private final Step step;

    private Simulation(World world) {
        this.world = world;
        view = WorldView.create(world);
        bots = Bots.create(view, world.ground(), world.inputs(), world.botMemory());
        step = Step.create(world);
    }

    /**
     * The name of all that this build plays, rules, maps and code together: 16 hex digits. Equal
     * names play the same games.
     */
    public static String rulesHash() {
        return RulesHash.of(Rules.all(), Maps.all());
    }

    /**
     * The map of a match when nobody chose one: of the mode's maps the one that the seed picks.
     *
     * @throws IllegalStateException when the mode names a map that there is not
     */
    public static GameMap mapFor(ModeRules mode, int seed) {
        String id = mode.maps().get(Math.floorMod(seed, mode.maps().size()));
        GameMap map = Maps.named(id);
        if (map == null) {
            throw new IllegalStateException("mode " + mode.id() + ": no map " + id);
        }
        return map;
    }

    /**
     * A match at tick 0 with all seats free; the seed decides all that is left to chance.
     *
     * @throws IllegalArgumentException when the map lacks a zone that the mode's goal needs
     */
    public static Simulation create(GameMap map, Rules rules, int seed) {
        return new Simulation(World.create(map, rules, seed));
    }

    /**
     * Seats a person, whose tank enters with the next step.
     *
     * @param seat 0 to seats - 1; a seat with a bot is taken over, and the bot leaves
     * @param type what the person drives, now and after each return
     * @return the id of the new tank
     * @throws IllegalArgumentException when there is no such seat
     * @throws IllegalStateException when a person sits there
     */
    public int seatPerson(int seat, TankType type) {
        requireSeat(seat);
        if (view.tanks().isTaken(seat) && !view.tanks().isBot(seat)) {
            throw new IllegalStateException("seat " + seat + ": taken (expected: free or a bot)");
        }
        world.vacate(seat);
        return world.seat(seat, false, type);
    }

    /**
     * Seats a bot, whose tank enters with the next step.
     *
     * @param seat 0 to seats - 1
     * @return the id of the new tank
     * @throws IllegalArgumentException when there is no such seat
     * @throws IllegalStateException when the seat is taken
     */
    public int seatBot(int seat) {
        requireSeat(seat);
        if (view.tanks().isTaken(seat)) {
            throw new IllegalStateException("seat " + seat + ": taken (expected: free)");
        }
        return seatBotIn(seat);
    }

    /**
     * Frees a seat and takes its tank away at once; a seat that is free stays so.
     *
     * @throws IllegalArgumentException when there is no such seat
     */
    public void vacate(int seat) {
        requireSeat(seat);
        world.vacate(seat);
    }

    /** The seat that a newcomer should take: a free one, else a bot's, else -1. */
    public int seatForPerson() {
        int free = freeSeat();
        return free >= 0 ? free : leastBot();
    }

    /**
     * Seats bots, or sends them home, until there are as many as the mode wants beside the people
     * here.
     *
     * <p>Of the bots the one with the lowest score leaves first.
     */
    public void balanceBots() {
        int wanted = world.rules().mode().bots().beside(view.tanks().people());
        while (view.tanks().bots() > wanted) {
            world.vacate(leastBot());
        }
        while (view.tanks().bots() < wanted && freeSeat() >= 0) {
            seatBotIn(freeSeat());
        }
    }

    /**
     * Takes the latest input of a person; it stays in force until the next one, or until it is too
     * old.
     *
     * <p>What exceeds its range counts as the end of the range.
     *
     * @param seat 0 to seats - 1
     * @param throttle -1000 (backwards) to 1000 (forwards)
     * @param turn -1000 (clockwise) to 1000 (counter-clockwise)
     * @param aim where the gun shall point in the world, 1/65,536 of a turn
     * @param isFiring whether the trigger is held
     * @param ability the kind of shell to load, {@link
     *     dev.tankfleet.game.rules.ShellKind#ability()}; to change it costs some of the reload
     * @throws IllegalArgumentException when there is no such seat
     * @throws IllegalStateException when nobody or a bot sits there
     */
    public void input(int seat, int throttle, int turn, int aim, boolean isFiring, int ability) {
        requireSeat(seat);
        if (!view.tanks().isTaken(seat) || view.tanks().isBot(seat)) {
            throw new IllegalStateException("seat " + seat + ": no person (expected: a person)");
        }
        world.inputs().set(seat, throttle, turn, aim, isFiring, ability);
    }

    /** Moves the match on by one tick; a match that has ended stands still. */
    public void step() {
        if (view.phase() == Phase.RUNNING) {
            bots.think();
            step.run();
        }
    }

    /** What everybody sees, now and after each step. */
    public WorldView view() {
        return view;
    }

    /** A hash over the whole state; to change one int of it alone always changes the hash. */
    public int hash() {
        return world.hash();
    }

    /** How many ints {@link #save} writes; the same for all matches of one map and rules. */
    public int stateInts() {
        return world.stateInts();
    }

    /**
     * Copies the whole state: seats, tanks, shells, inputs, chance, what bots remember.
     *
     * @param into has room for {@link #stateInts} ints from {@code offset} on
     * @throws IndexOutOfBoundsException when it has not
     */
    public void save(int[] into, int offset) {
        requireRoom(into, offset);
        world.save(into, offset);
    }

    /**
     * Goes on from a state that {@link #save} wrote for the same map and rules. The events of the
     * last step are not part of it.
     *
     * @throws IndexOutOfBoundsException when {@code from} does not hold {@link #stateInts} ints
     *     from {@code offset} on
     */
    public void restore(int[] from, int offset) {
        requireRoom(from, offset);
        world.restore(from, offset);
    }

    private int seatBotIn(int seat) {
        return world.seat(seat, true, world.rules().mode().bots().tankOf(seat));
    }

    private int freeSeat() {
        for (int seat = 0; seat < view.tanks().seats(); seat++) {
            if (!view.tanks().isTaken(seat)) {
                return seat;
            }
        }
        return -1;
    }

    private int leastBot() {
        TankView tanks = view.tanks();
        int least = -1;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isBot(seat) && (least < 0 || tanks.score(seat) <= tanks.score(least))) {
                least = seat;
            }
        }
        return least;
    }

    private void requireSeat(int seat) {
        if (seat < 0 || seat >= view.tanks().seats()) {
            throw new IllegalArgumentException(
                    "seat: " + seat + " (expected: 0 to " + (view.tanks().seats() - 1) + ")");
        }
    }

    private void requireRoom(int[] state, int offset) {
        if (offset < 0 || state.length - offset < stateInts()) {
            throw new IndexOutOfBoundsException(
                    "state: " + (state.length - offset) + " ints (expected: " + stateInts() + ")");
        }
    }
}
