package dev.tankfleet.matchmaker.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.page.PageFile;
import dev.tankfleet.matchmaker.page.PageFiles;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.Problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;

/**
 * What anybody may read: regions, the page and what it needs to know. One virtual thread per
 * request.
 *
 * <p>Each resource says that it produces anything and names its type in the answer: by the router's
 * rules {@code Accept: *}{@code /*} would otherwise lead past the special resources to the page's
 * files.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PublicController {
    private final MatchmakerConfig config;
    private final ServerTable table;
    private final PageFiles page;
    private final PublicUrl publicUrl;
    private final byte[] description;
    private final String policy;

    PublicController(
            MatchmakerConfig config, ServerTable table, PageFiles page, PublicUrl publicUrl) {
        this.config = config;
        this.table = table;
        this.page = page;
        this.publicUrl = publicUrl;
        this.description = read("openapi.yaml");
        this.policy = policyOf(config);
    }

    @Get("/regions")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> regions() {
        return HttpResponse.ok(regionList().toString().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    @Get("/client-config.json")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> clientConfig(HttpRequest<?> request) {
        // The page speaks to the address under which it was found.
        var ownUrl = publicUrl.of(request).orElse(null);
        if (ownUrl == null) {
            return Problem.response(CommonProblem.BAD_REQUEST, "Host: expected host[:port]");
        }
        var json =
                Json.object()
                        .put("auth_url", config.page().authUrl().toString())
                        .put("matchmaker_url", ownUrl);
        json.set("regions", regionList());
        return HttpResponse.ok(Json.write(json))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get("/openapi.yaml")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> description() {
        return HttpResponse.ok(description).contentType("application/yaml");
    }

    @Get("/")
    @Produces(MediaType.ALL)
    HttpResponse<?> start(HttpRequest<?> request) {
        return file(request, "");
    }

    @Get("/{+path}")
    @Produces(MediaType.ALL)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String path) {
        var found = page.find(path).orElse(null);
        if (found == null) {
            return Problem.response(CommonProblem.NOT_FOUND);
        }
        boolean isKnown =
                request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).contains(found.etag());
        var response = isKnown ? HttpResponse.<byte[]>notModified() : content(found);
        // Asked for each time and answered from memory: a new release is seen at once.
        return response.header(HttpHeaders.ETAG, found.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private static MutableHttpResponse<byte[]> content(PageFile file) {
        return HttpResponse.ok(file.bytes()).contentType(MediaType.of(file.mediaType()));
    }

    private ArrayNode regionList() {
        var list = Json.object().putArray("regions");
        for (var region : config.regions().regions()) {
            var entry =
                    list.addObject()
                            .put("region", region.name())
                            .put("city", region.city())
                            .put("lat", region.position().latitude())
                            .put("lon", region.position().longitude());
            var ping = pingUrl(region);
            if (ping != null) {
                entry.put("ping_url", ping);
            }
        }
        return list;
    }

    /** Of the operator's choice, else the gateway that the region's servers name. */
    private @Nullable String pingUrl(Region region) {
        if (region.pingUrl() != null) {
            return region.pingUrl().toString();
        }
        return table.gateways(region.name()).stream()
                .findFirst()
                .map(gateway -> URI.create(gateway.replaceFirst("^ws", "http")).resolve("/ping"))
                .map(URI::toString)
                .orElse(null);
    }

    /** The page runs its own scripts alone, and speaks to auth, to us, and to gateways. */
    private static String policyOf(MatchmakerConfig config) {
        var auth = config.page().authUrl();
        var spokenTo = new LinkedHashSet<String>();
        spokenTo.add(originOf(auth));
        for (var region : config.regions().regions()) {
            if (region.pingUrl() != null) {
                spokenTo.add(originOf(region.pingUrl()));
            }
        }
        return "default-src 'self'; connect-src 'self' ws: wss: "
                + String.join(" ", spokenTo)
                + "; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'";
    }

    private static String originOf(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static byte[] read(String name) {
        try (var file = PublicController.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }
}
