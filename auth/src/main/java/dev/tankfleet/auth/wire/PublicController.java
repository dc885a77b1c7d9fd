package dev.tankfleet.auth.wire;

import dev.tankfleet.auth.token.Tokens;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What anybody may read; answered from memory on the event loop. */
@Controller
final class PublicController {
    private static final String KEYS_LIFE = "public, max-age=60";

    private final Tokens tokens;
    private final byte[] description;

    PublicController(Tokens tokens) {
        this.tokens = tokens;
        this.description = read("openapi.yaml");
    }

    @Get("/.well-known/jwks.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> keys() {
        return HttpResponse.ok(tokens.publicKeySet()).header(HttpHeaders.CACHE_CONTROL, KEYS_LIFE);
    }

    @Get("/openapi.yaml")
    @Produces("application/yaml")
    byte[] description() {
        return description;
    }

    private static byte[] read(String name) {
        try (InputStream file = PublicController.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }
}
