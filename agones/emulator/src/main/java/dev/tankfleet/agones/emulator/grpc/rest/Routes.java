package dev.tankfleet.agones.emulator.grpc.rest;

import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which request is which call of the services behind it. Immutable; any thread may ask. */
public final class Routes {
    private static final String STABLE = "agones.dev.sdk.SDK/";
    private static final String BETA = "agones.dev.sdk.beta.SDK/";
    private static final String NO_BODY = "";

    /** In the order in which they are tried: a path with a verb at its end before one without. */
    private static final List<Route> SIDECAR =
            List.of(
                    Route.of("POST", "/ready", Route.WHOLE, STABLE + "Ready"),
                    Route.of("POST", "/allocate", Route.WHOLE, STABLE + "Allocate"),
                    Route.of("POST", "/shutdown", Route.WHOLE, STABLE + "Shutdown"),
                    Route.of("POST", "/health", Route.WHOLE, STABLE + "Health"),
                    Route.of("POST", "/reserve", Route.WHOLE, STABLE + "Reserve"),
                    Route.of("GET", "/gameserver", NO_BODY, STABLE + "GetGameServer"),
                    Route.of("GET", "/watch/gameserver", NO_BODY, STABLE + "WatchGameServer"),
                    Route.of("PUT", "/metadata/label", Route.WHOLE, STABLE + "SetLabel"),
                    Route.of("PUT", "/metadata/annotation", Route.WHOLE, STABLE + "SetAnnotation"),
                    Route.of("GET", "/v1beta1/counters/{name}", NO_BODY, BETA + "GetCounter"),
                    Route.of(
                            "PATCH",
                            "/v1beta1/counters/{counterUpdateRequest.name}",
                            "counterUpdateRequest",
                            BETA + "UpdateCounter"),
                    Route.of(
                            "POST",
                            "/v1beta1/lists/{name}:addValue",
                            Route.WHOLE,
                            BETA + "AddListValue"),
                    Route.of(
                            "POST",
                            "/v1beta1/lists/{name}:removeValue",
                            Route.WHOLE,
                            BETA + "RemoveListValue"),
                    Route.of("GET", "/v1beta1/lists/{name}", NO_BODY, BETA + "GetList"),
                    Route.of("PATCH", "/v1beta1/lists/{list.name}", "list", BETA + "UpdateList"));

    private static final List<Route> ALLOCATOR =
            List.of(
                    Route.of(
                            "POST",
                            "/gameserverallocation",
                            Route.WHOLE,
                            "allocation.AllocationService/Allocate"));

    private final List<Route> routes;
    private final Map<String, ServerMethodDefinition<?, ?>> calls = new HashMap<>();

    private Routes(List<Route> routes, List<ServerServiceDefinition> services) {
        this.routes = routes;
        for (ServerServiceDefinition service : services) {
            service.getMethods()
                    .forEach(
                            call ->
                                    calls.put(
                                            call.getMethodDescriptor().getFullMethodName(), call));
        }
    }

    /** A sidecar's paths, over its stable and its beta service. */
    public static Routes sidecar(List<ServerServiceDefinition> services) {
        return new Routes(SIDECAR, services);
    }

    /** The allocator's path. */
    public static Routes allocator(List<ServerServiceDefinition> services) {
        return new Routes(ALLOCATOR, services);
    }

    /** What a request is. */
    sealed interface Found {
        /**
         * A call.
         *
         * @param value of the route's variable; empty if it has none
         */
        record Call(Route route, String value, ServerMethodDefinition<?, ?> definition)
                implements Found {}

        /** The path is known, under another method. */
        record OtherVerb() implements Found {}

        /** Nobody knows the path. */
        record Nothing() implements Found {}
    }

    /**
     * Looks a request up.
     *
     * @param path without the query, decoded
     */
    Found find(String verb, String path) {
        boolean isPathKnown = false;
        for (Route route : routes) {
            var matcher = route.path().matcher(path);
            @Nullable ServerMethodDefinition<?, ?> call = calls.get(route.call());
            if (call == null || !matcher.matches()) {
                continue;
            }
            if (route.verb().equals(verb)) {
                String value = route.variable().isEmpty() ? "" : matcher.group(1);
                return new Found.Call(route, value, call);
            }
            isPathKnown = true;
        }
        return isPathKnown ? new Found.OtherVerb() : new Found.Nothing();
    }
}
