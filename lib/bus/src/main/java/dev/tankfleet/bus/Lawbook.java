package dev.tankfleet.bus;

import java.util.ArrayList;
import java.util.List;

/**
 * What each role may say and hear in its own tier, and what crosses between the centre and a
 * region. Default deny. Immutable; every thread may read it.
 *
 * <p>{@code {self}} in a pattern stands for the id that a connection was made with, so that no game
 * server hears another's commands. The adapters enforce this law in the client; a real bus enforces
 * it in the server as well.
 */
public final class Lawbook {
    private static final List<Law> STANDARD =
            List.of(
                    // A game server, in its region.
                    new Law.MaySay(Role.GAME_SERVER, "server.status"),
                    new Law.MayHear(Role.GAME_SERVER, "server.status.poll"),
                    new Law.MayHear(Role.GAME_SERVER, "server.command.{self}"),
                    new Law.MayHear(Role.GAME_SERVER, "match.*.join"),
                    new Law.MayHear(Role.GAME_SERVER, "match.*.leave"),
                    new Law.MayHear(Role.GAME_SERVER, "match.*.input"),
                    new Law.MaySay(Role.GAME_SERVER, "match.*.state.*"),
                    new Law.MaySayDurably(Role.GAME_SERVER, "match.result"),
                    // A gateway, in its region.
                    new Law.MaySay(Role.GATEWAY, "match.*.join"),
                    new Law.MaySay(Role.GATEWAY, "match.*.leave"),
                    new Law.MaySay(Role.GATEWAY, "match.*.input"),
                    new Law.MayHear(Role.GATEWAY, "match.*.state.{self}"),
                    // The matchmaker, in the centre.
                    new Law.MayHear(Role.MATCHMAKER, "r.*.server.status"),
                    new Law.MaySay(Role.MATCHMAKER, "server.status.poll"),
                    new Law.MaySay(Role.MATCHMAKER, "r.*.server.command.*"),
                    new Law.MayTakeDurably(Role.MATCHMAKER, "r.*.match.result", "results"),
                    new Law.MaySay(Role.MATCHMAKER, "matchmaker.reserved"),
                    new Law.MayHear(Role.MATCHMAKER, "matchmaker.reserved"),
                    // Between the tiers; a region's names stand behind r.{region}. in the centre.
                    new Law.RisesFromRegion("server.status"),
                    new Law.ServedByRegion("server.command.*"),
                    new Law.ResultsOfRegion("match.result"),
                    new Law.FallsToRegions("server.status.poll"));

    private final List<Law> laws;

    private Lawbook(List<Law> laws) {
        this.laws = List.copyOf(laws);
    }

    /** The law that Tankfleet runs under. */
    public static Lawbook standard() {
        return new Lawbook(STANDARD);
    }

    /** The same law without one line, for the proof that each line is needed. */
    public Lawbook without(Law law) {
        var rest = new ArrayList<>(laws);
        if (!rest.remove(law)) {
            throw new IllegalArgumentException("law: " + law + " (expected: one of the lawbook)");
        }
        return new Lawbook(rest);
    }

    /** The same law and one line more. */
    public Lawbook with(Law law) {
        var more = new ArrayList<>(laws);
        more.add(law);
        return new Lawbook(more);
    }

    /**
     * What one connection may do.
     *
     * @param selfId id that {@code {self}} stands for, by the rule of {@code Id}
     */
    public Permissions permissionsOf(Role role, String selfId) {
        return Permissions.of(this, role, selfId);
    }

    /** The lines by which somebody takes durable messages. */
    public List<Law.MayTakeDurably> takers() {
        return laws.stream()
                .filter(Law.MayTakeDurably.class::isInstance)
                .map(Law.MayTakeDurably.class::cast)
                .toList();
    }

    /** All lines. */
    public List<Law> laws() {
        return laws;
    }

    /** One line of the law. */
    public sealed interface Law {
        String pattern();

        /** The role may publish and request. */
        record MaySay(Role role, String pattern) implements Law {}

        /** The role may subscribe, and answer what it hears. */
        record MayHear(Role role, String pattern) implements Law {}

        /** The role may publish durably. */
        record MaySayDurably(Role role, String pattern) implements Law {}

        /**
         * The role may take and acknowledge durable messages, under the name by which each region's
         * stream keeps its place.
         */
        record MayTakeDurably(Role role, String pattern, String consumer) implements Law {}

        /** What is published in a region is heard in the centre. */
        record RisesFromRegion(String pattern) implements Law {}

        /** What the centre asks is answered in the region. */
        record ServedByRegion(String pattern) implements Law {}

        /** Durable messages of a region can be taken in the centre. */
        record ResultsOfRegion(String pattern) implements Law {}

        /** What is published in the centre is heard in every region. */
        record FallsToRegions(String pattern) implements Law {}
    }
}
