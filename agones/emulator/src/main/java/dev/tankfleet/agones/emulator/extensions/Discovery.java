package dev.tankfleet.agones.emulator.extensions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API server asks for to learn what there is; documents that never change. */
final class Discovery {
    private static final String GROUP = "allocation.agones.dev";
    private static final Map<String, Object> VERSION =
            Map.of("groupVersion", GROUP + "/v1", "version", "v1");
    private static final Map<String, Object> GROUP_DOCUMENT =
            Map.of(
                    "kind",
                    "APIGroup",
                    "apiVersion",
                    "v1",
                    "name",
                    GROUP,
                    "versions",
                    List.of(VERSION),
                    "preferredVersion",
                    VERSION);
    private static final Map<String, Map<String, Object>> DOCUMENTS =
            Map.of(
                    "/apis",
                    Map.of(
                            "kind", "APIGroupList",
                            "apiVersion", "v1",
                            "groups", List.of(GROUP_DOCUMENT)),
                    "/apis/" + GROUP,
                    GROUP_DOCUMENT,
                    "/apis/" + GROUP + "/v1",
                    Map.of(
                            "kind",
                            "APIResourceList",
                            "apiVersion",
                            "v1",
                            "groupVersion",
                            GROUP + "/v1",
                            "resources",
                            List.of(resource())),
                    "/healthz",
                    Map.of());

    private Discovery() {}

    /** The document of a path; empty if there is none. */
    static Optional<HttpAnswer> find(String path) {
        return Optional.ofNullable(DOCUMENTS.get(path))
                .map(document -> HttpAnswer.of(HttpAnswer.OK, document));
    }

    private static Map<String, Object> resource() {
        return Map.of(
                "name",
                "gameserverallocations",
                "singularName",
                "gameserverallocation",
                "namespaced",
                true,
                "kind",
                "GameServerAllocation",
                "verbs",
                List.of("create"),
                "shortNames",
                List.of("gsa"));
    }
}
