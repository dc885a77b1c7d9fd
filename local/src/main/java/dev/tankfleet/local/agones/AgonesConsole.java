package dev.tankfleet.local.agones;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** What a person can have the running emulator do, a line each. Used by one thread. */
public final class AgonesConsole {
    /** All that it knows, for a person. */
    public static final String HELP =
            """
            list                        all GameServers
            scale FLEET COUNT           change the number of servers of a Fleet
            delete SERVER               delete a GameServer, whatever it does
            sidecar-down SERVER         its sidecar dies and loses what it had queued
            sidecar-up SERVER           a new one takes its place
            sidecar-cut SERVER TIME     its connections break, new ones are refused so long
            sidecar-late SERVER TIME    it writes so much later from now on
            leader-change TIME          no controller leads for so long
            allocation FAULT [CALLS]    the next allocations (1) go wrong: reply-lost, late:TIME, down,
                                        none-left, contended, conflicted, offered-again,
                                        offered-deleted, offered-unhealthy, metadata-dropped
            TIME is a number with ms, s or m, as 500ms\
            """;

    private final Emulator emulator;

    public AgonesConsole(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Does what a line says and returns what there is to tell about it. */
    public String run(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            return run(words.getFirst().toLowerCase(Locale.ROOT), words.subList(1, words.size()));
        } catch (IndexOutOfBoundsException | NoSuchElementException e) {
            return words.getFirst() + ": something is missing; help tells what";
        } catch (RuntimeException e) { // whatever was typed: the cluster goes on
            return String.valueOf(e.getMessage());
        }
    }

    private String run(String verb, List<String> rest) {
        return switch (verb) {
            case "" -> "";
            case "list" -> list();
            case "scale" -> {
                emulator.scaleFleet(rest.get(0), number(rest.get(1)));
                yield "scaled";
            }
            case "delete" -> order(new Fault.ServerDeleted(rest.get(0)));
            case "sidecar-down" -> order(new Fault.SidecarDown(rest.get(0)));
            case "sidecar-up" -> order(new Fault.SidecarUp(rest.get(0)));
            case "sidecar-cut" -> order(new Fault.SidecarCut(rest.get(0), time(rest.get(1))));
            case "sidecar-late" -> order(new Fault.SidecarLate(rest.get(0), time(rest.get(1))));
            case "leader-change" -> order(new Fault.LeaderChange(time(rest.get(0))));
            case "allocation" -> order(new Fault.OnAllocation(fault(rest)));
            default -> HELP;
        };
    }

    private String order(Fault fault) {
        emulator.order(fault);
        return "ordered: " + fault;
    }

    private String list() {
        List<GameServer> servers = emulator.gameServers();
        if (servers.isEmpty()) {
            return "no GameServers";
        }
        return servers.stream()
                .map(
                        server ->
                                String.format(
                                        Locale.ROOT,
                                        "%-32s %-12s %s",
                                        server.name(),
                                        server.stateText(),
                                        server.counters().isEmpty() ? "" : server.counters()))
                .collect(Collectors.joining("\n"));
    }

    private static AllocationFault fault(List<String> words) {
        int calls = words.size() > 1 ? number(words.get(1)) : 1;
        String[] parts = words.getFirst().split(":", 2);
        return switch (parts[0]) {
            case "reply-lost" -> new AllocationFault.ReplyLost(calls);
            case "late" ->
                    new AllocationFault.Late(calls, time(parts.length > 1 ? parts[1] : "1s"));
            case "down" -> new AllocationFault.Down(calls);
            case "none-left" -> new AllocationFault.NoneLeft(calls);
            case "contended" -> new AllocationFault.Contended(calls);
            case "conflicted" -> new AllocationFault.Conflicted(calls);
            case "offered-again" -> new AllocationFault.OfferedAgain(calls);
            case "offered-deleted" -> new AllocationFault.OfferedDeleted(calls);
            case "offered-unhealthy" -> new AllocationFault.OfferedUnhealthy(calls);
            case "metadata-dropped" -> new AllocationFault.MetadataDropped(calls);
            default ->
                    throw new IllegalArgumentException(
                            "no such fault: " + words.getFirst() + "; help tells which there are");
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no number: " + text, e);
        }
    }

    private static Duration time(String text) {
        try {
            return text.endsWith("ms")
                    ? Duration.ofMillis(number(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("no time: " + text + " (expected: as 500ms)", e);
        }
    }
}
