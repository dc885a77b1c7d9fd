package dev.tankfleet.auth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.Problem;
import dev.tankfleet.service.wire.ProblemKind;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class OpenApiTest {
    private final JsonNode description = read();

    @Test
    void describesEveryResourceAndNoOther() {
        var described = new ArrayList<String>();
        description
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        described.add(
                                                                method + " " + path.getKey())));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AuthController.class, PublicController.class)
                                .flatMap(OpenApiTest::resources)
                                .toList());
    }

    @Test
    void describesEveryCodeAndNoOther() {
        var described = new ArrayList<String>();
        description
                .path("components")
                .path("schemas")
                .path("Problem")
                .path("properties")
                .path("code")
                .path("enum")
                .forEach(code -> described.add(code.asText()));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.<ProblemKind>concat(
                                        Arrays.stream(CommonProblem.values()),
                                        Arrays.stream(AuthProblem.values()))
                                .map(Problem::codeOf)
                                .toList());
    }

    @Test
    void pointsOnlyAtWhatItHolds() {
        var references =
                description.findValuesAsText("$ref").stream()
                        .map(reference -> description.at(reference.substring(1)))
                        .toList();

        assertThat(references).isNotEmpty().noneMatch(JsonNode::isMissingNode);
    }

    private static Stream<String> resources(Class<?> controller) {
        var root = controller.getAnnotation(Controller.class).value();
        return Arrays.stream(controller.getDeclaredMethods())
                .flatMap(method -> resource(method).stream())
                .map(resource -> resource.replaceFirst(" ", " " + (root.equals("/") ? "" : root)));
    }

    private static List<String> resource(Method method) {
        if (method.isAnnotationPresent(Get.class)) {
            return List.of("get " + method.getAnnotation(Get.class).value());
        }
        return method.isAnnotationPresent(Post.class)
                ? List.of("post " + method.getAnnotation(Post.class).value())
                : List.of();
    }

    private static JsonNode read() {
        try (var yaml = PublicController.class.getResourceAsStream("openapi.yaml")) {
            return new ObjectMapper().valueToTree(new Yaml().load(yaml));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
