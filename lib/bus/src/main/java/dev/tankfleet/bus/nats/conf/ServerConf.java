package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.bus.nats.NatsNames;
import dev.tankfleet.process.config.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes configuration files for nats-server 2.14.3 or later. Stateless; every thread may call it.
 *
 * <p>A silent peer is noticed after 10 s, a peer that cannot be written to after 1 s, and no
 * publisher ever waits for a slow reader: a tick has no time for that. Results are synced to disk
 * before they are acknowledged.
 */
public final class ServerConf {
    private static final String CENTRE = "CENTRE";
    private static final String REGION = "REGION_";
    private static final String LEAF_USER = "leaf.";

    /** A whole body and its headers. */
    private static final int PAYLOAD_MAX_BYTES = 1024 * 1024 + 16 * 1024;

    private static final long PENDING_MAX_BYTES = 64L * 1024 * 1024;
    private static final long RESULTS_MAX_BYTES = 1024L * 1024 * 1024;

    private ServerConf() {}

    /** The file of the server in the centre. Holds passwords: for the owner's eyes only. */
    public static String hub(Lawbook lawbook, HubPlan plan) {
        var regions = List.copyOf(plan.regions().keySet());
        var users = new ArrayList<String>();
        for (var user : plan.users()) {
            users.add(user(lawbook, user, regions));
        }
        var accounts = new ArrayList<String>();
        accounts.add(
                account(
                        CENTRE,
                        users,
                        fallingExports(lawbook),
                        regions.stream()
                                .flatMap(region -> centreImports(lawbook, region))
                                .toList()));
        plan.regions()
                .forEach(
                        (region, password) ->
                                accounts.add(
                                        account(
                                                REGION + region,
                                                List.of(leafUser(lawbook, region, password)),
                                                regionExports(lawbook, region),
                                                regionImports(lawbook))));
        return common("hub", plan.host(), plan.port())
                + "leafnodes { listen: \""
                + plan.host()
                + ":"
                + plan.leafPort()
                + "\", compression: off }\n"
                + accounts(accounts);
    }

    /** The file of a region's server. Holds passwords: for the owner's eyes only. */
    public static String leaf(Lawbook lawbook, LeafPlan plan) {
        var users = new ArrayList<String>();
        for (var user : plan.users()) {
            users.add(user(lawbook, user, List.of()));
        }
        users.add(entry(LeafPlan.SETUP, plan.setupPassword(), setupRights(plan.region())));
        var backupPassword = plan.backupPassword();
        if (backupPassword != null) {
            users.add(entry(LeafPlan.BACKUP, backupPassword, backupRights(plan.region())));
        }
        var account = REGION + plan.region();
        return common("leaf-" + plan.region(), plan.host(), plan.port())
                + "jetstream { domain: \""
                + NatsNames.domain(plan.region())
                + "\", store_dir: \""
                + plan.store()
                + "\", sync_interval: always, max_file_store: "
                + RESULTS_MAX_BYTES
                + ", max_memory_store: 1 }\n"
                + "leafnodes { reconnect: \"1s\", remotes: [ { url: \"nats-leaf://"
                + LEAF_USER
                + plan.region()
                + ":"
                + plan.hubPassword().reveal()
                + "@"
                + plan.hub()
                + "\", account: \""
                + account
                + "\", compression: off } ] }\n"
                + "accounts {\n  \""
                + account
                + "\" {\n    jetstream: enabled\n    users: "
                + list(users)
                + "\n  }\n}\n";
    }

    private static String common(String name, String host, int port) {
        return """
        server_name: "%s"
        listen: "%s:%d"
        max_payload: %d
        max_pending: %d
        ping_interval: "5s"
        ping_max: 2
        write_deadline: "1s"
        no_fast_producer_stall: true
        """
                .formatted(name, host, port, PAYLOAD_MAX_BYTES, PENDING_MAX_BYTES);
    }

    private static Stream<String> centreImports(Lawbook lawbook, String region) {
        return lawbook.laws().stream()
                .flatMap(
                        law ->
                                switch (law) {
                                    case Law.RisesFromRegion(var pattern) ->
                                            Stream.of(
                                                    "{stream: "
                                                            + of(region, pattern)
                                                            + ", to: "
                                                            + inCentre(region, pattern)
                                                            + "}");
                                    case Law.ServedByRegion(var pattern) ->
                                            Stream.of(
                                                    "{service: "
                                                            + of(region, pattern)
                                                            + ", to: "
                                                            + inCentre(region, pattern)
                                                            + "}");
                                    case Law.ResultsOfRegion _ -> resultImports(region);
                                    default -> Stream.of();
                                });
    }

    private static Stream<String> resultImports(String region) {
        return Stream.of(
                "{service: "
                        + of(region, NatsNames.nextInRegion(region, "*"))
                        + ", to: \""
                        + NatsNames.next(region, "*")
                        + "\"}",
                "{service: " + of(region, NatsNames.acknowledgements(region)) + "}");
    }

    private static List<String> regionExports(Lawbook lawbook, String region) {
        return lawbook.laws().stream()
                .flatMap(
                        law ->
                                switch (law) {
                                    case Law.RisesFromRegion(var pattern) ->
                                            Stream.of("{stream: \"" + pattern + "\"}");
                                    case Law.ServedByRegion(var pattern) ->
                                            Stream.of("{service: \"" + pattern + "\"}");
                                    case Law.ResultsOfRegion _ ->
                                            Stream.of(
                                                    "{service: \""
                                                            + NatsNames.nextInRegion(region, "*")
                                                            + "\", response_type: stream}",
                                                    "{service: \""
                                                            + NatsNames.acknowledgements(region)
                                                            + "\"}");
                                    default -> Stream.of();
                                })
                .toList();
    }

    private static List<String> fallingExports(Lawbook lawbook) {
        return falling(lawbook).map(pattern -> "{stream: \"" + pattern + "\"}").toList();
    }

    private static List<String> regionImports(Lawbook lawbook) {
        return falling(lawbook)
                .map(pattern -> "{stream: {account: " + CENTRE + ", subject: \"" + pattern + "\"}}")
                .toList();
    }

    private static Stream<String> falling(Lawbook lawbook) {
        return lawbook.laws().stream()
                .flatMap(
                        law ->
                                law instanceof Law.FallsToRegions(var pattern)
                                        ? Stream.of(pattern)
                                        : Stream.of());
    }

    private static String of(String region, String pattern) {
        return "{account: \"" + REGION + region + "\", subject: \"" + pattern + "\"}";
    }

    private static String inCentre(String region, String pattern) {
        return '"' + NatsNames.inCentre(region, pattern) + '"';
    }

    private static String user(Lawbook lawbook, NatsUser user, List<String> regions) {
        var rights = Rights.of(lawbook, user.role(), user.selfId(), regions);
        return entry(user.name(), user.password(), rights);
    }

    private static String leafUser(Lawbook lawbook, String region, Secret password) {
        return entry(LEAF_USER + region, password, Rights.ofLeaf(lawbook, region));
    }

    private static Rights setupRights(String region) {
        var stream = NatsNames.stream(region);
        return new Rights(
                List.of(
                        "$JS.API.INFO",
                        "$JS.API.STREAM.INFO." + stream,
                        "$JS.API.STREAM.CREATE." + stream,
                        "$JS.API.STREAM.UPDATE." + stream,
                        "$JS.API.CONSUMER.INFO." + stream + ".*",
                        "$JS.API.CONSUMER.CREATE." + stream + ".>"),
                List.of("_INBOX." + LeafPlan.SETUP + ".>"));
    }

    /** No consumer, and so no acknowledgement: what is copied waits as before for who takes it. */
    private static Rights backupRights(String region) {
        var stream = NatsNames.stream(region);
        return new Rights(
                List.of(
                        "$JS.API.STREAM.INFO." + stream,
                        "$JS.API.STREAM.MSG.GET." + stream,
                        "$JS.API.STREAM.SNAPSHOT." + stream,
                        "$JS.SNAPSHOT.ACK." + stream + ".>"),
                List.of("_INBOX." + LeafPlan.BACKUP + ".>"));
    }

    private static String entry(String name, Secret password, Rights rights) {
        return "{user: \""
                + name
                + "\", password: \""
                + checked(password)
                + "\", permissions: "
                + rights.text()
                + "}";
    }

    /** A quote or a dollar sign would end or change what stands in the file. */
    private static String checked(Secret password) {
        var text = password.reveal();
        if (!text.matches("[A-Za-z0-9_.-]{16,128}")) {
            throw new IllegalArgumentException(
                    "password: not shown (expected: 16 … 128 letters, digits, _ . -)");
        }
        return text;
    }

    private static String account(
            String name, List<String> users, List<String> exports, List<String> imports) {
        return "  \""
                + name
                + "\" {\n    users: "
                + list(users)
                + "\n    exports: "
                + list(exports)
                + "\n    imports: "
                + list(imports)
                + "\n  }\n";
    }

    private static String accounts(List<String> accounts) {
        return "accounts {\n" + String.join("", accounts) + "}\n";
    }

    private static String list(List<String> entries) {
        return entries.stream()
                .map(entry -> "\n      " + entry)
                .collect(Collectors.joining(",", "[", "\n    ]"));
    }
}
