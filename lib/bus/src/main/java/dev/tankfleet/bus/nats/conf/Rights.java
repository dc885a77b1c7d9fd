package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.Subject;
import dev.tankfleet.bus.nats.NatsNames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The law as a NATS server reads it: all subjects that a user may publish and subscribe to, answers
 * and JetStream included. What is not listed is refused.
 *
 * @param publish subjects and patterns
 * @param subscribe subjects and patterns
 */
public record Rights(List<String> publish, List<String> subscribe) {
    private static final String SELF = "{self}";

    public Rights {
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
    }

    /**
     * Rights of a process.
     *
     * @param selfToken its id, or {@link NatsUser#ANYBODY}
     * @param regions regions whose results the centre may take; empty in a region
     */
    public static Rights of(
            Lawbook lawbook, Role role, String selfToken, Collection<String> regions) {
        var publish = new LinkedHashSet<String>();
        var subscribe = new LinkedHashSet<String>();
        subscribe.add(NatsNames.ownInbox(role, selfToken));
        for (var law : lawbook.laws()) {
            switch (law) {
                case Law.MaySay(var who, var pattern) when who == role ->
                        publish.add(bound(pattern, selfToken));
                case Law.MaySayDurably(var who, var pattern) when who == role ->
                        publish.add(bound(pattern, selfToken));
                case Law.MayHear(var who, var pattern) when who == role -> {
                    subscribe.add(bound(pattern, selfToken));
                    publish.addAll(inboxesOfAskers(lawbook, role, bound(pattern, "*")));
                }
                case Law.MayTakeDurably(var who, _, var consumer) when who == role ->
                        regions.forEach(region -> publish.addAll(taking(region, consumer)));
                default -> {
                    // The border and other roles.
                }
            }
        }
        return new Rights(new ArrayList<>(publish), new ArrayList<>(subscribe));
    }

    /** Rights of a region's own server at the hub: what crosses the border, and nothing else. */
    static Rights ofLeaf(Lawbook lawbook, String region) {
        var publish = new LinkedHashSet<String>();
        var subscribe = new LinkedHashSet<String>();
        publish.add(NatsNames.borderInboxes());
        for (var law : lawbook.laws()) {
            switch (law) {
                case Law.RisesFromRegion(var pattern) -> publish.add(pattern);
                case Law.FallsToRegions(var pattern) -> subscribe.add(pattern);
                case Law.ServedByRegion(var pattern) -> subscribe.add(pattern);
                case Law.ResultsOfRegion _ -> {
                    subscribe.add(NatsNames.nextInRegion(region, "*"));
                    subscribe.add(NatsNames.acknowledgements(region));
                }
                case Law.MaySay _, Law.MayHear _, Law.MaySayDurably _, Law.MayTakeDurably _ -> {
                    // Inside one tier.
                }
            }
        }
        return new Rights(new ArrayList<>(publish), new ArrayList<>(subscribe));
    }

    private static List<String> taking(String region, String consumer) {
        return List.of(NatsNames.next(region, consumer), NatsNames.acknowledgements(region));
    }

    /** Where answers to what is heard on a pattern go: to whoever may ask there. */
    private static List<String> inboxesOfAskers(Lawbook lawbook, Role hearer, String pattern) {
        var inboxes = new ArrayList<String>();
        for (var role : Role.values()) {
            if (role.isCentral() == hearer.isCentral() && maySay(lawbook, role, pattern)) {
                inboxes.add(NatsNames.inboxesOf(role));
            }
        }
        if (!hearer.isCentral() && isServedToCentre(lawbook, pattern)) {
            inboxes.add(NatsNames.borderInboxes());
        }
        return inboxes;
    }

    private static boolean maySay(Lawbook lawbook, Role role, String pattern) {
        return lawbook.laws().stream()
                .anyMatch(
                        law ->
                                law instanceof Law.MaySay(var who, var said)
                                        && who == role
                                        && Subject.covers(bound(said, "*"), pattern));
    }

    private static boolean isServedToCentre(Lawbook lawbook, String pattern) {
        return lawbook.laws().stream()
                .anyMatch(
                        law ->
                                law instanceof Law.ServedByRegion(var served)
                                        && Subject.covers(served, pattern));
    }

    private static String bound(String pattern, String selfToken) {
        return pattern.replace(SELF, selfToken);
    }

    /** The lists as a configuration file has them. */
    String text() {
        return "{publish: {allow: "
                + quoted(publish)
                + "}, subscribe: {allow: "
                + quoted(subscribe)
                + "}}";
    }

    private static String quoted(List<String> subjects) {
        // An empty list would allow everything.
        var listed = subjects.isEmpty() ? List.of("_NOTHING") : subjects;
        return Arrays.toString(listed.stream().map(subject -> '"' + subject + '"').toArray());
    }
}
