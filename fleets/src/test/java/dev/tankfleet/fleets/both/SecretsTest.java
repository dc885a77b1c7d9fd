package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever keeps the keys, the Pods find the same ones under the same names. */
@OnCharts
final class SecretsTest {
    private static final String SEALED = "AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void asksForTheSameKeysOfEveryProvider(Chart chart) throws IOException {
        var generated = chart.byDefault().rendered().all("Secret");
        var all = new TreeSet<String>();
        generated.forEach(secret -> all.addAll(names(secret.path("data"))));
        var external = external(chart);
        var sealed = sealed(chart, all);
        for (var secret : generated) {
            var name = Rendered.nameOf(secret);
            var keys = names(secret.path("data"));
            assertThat(
                            external.one("ExternalSecret", name)
                                    .at("/spec/data")
                                    .valueStream()
                                    .map(entry -> entry.path("secretKey").asText()))
                    .containsExactlyInAnyOrderElementsOf(keys);
            assertThat(external.one("ExternalSecret", name).at("/spec/target/name").asText())
                    .isEqualTo(name);
            var asSealed = sealed.one("SealedSecret", name);
            assertThat(names(asSealed.at("/spec/encryptedData"))).isEqualTo(keys);
            assertThat(asSealed.at("/spec/template/metadata/name").asText()).isEqualTo(name);
        }
    }

    /** As the controllers of Sealed Secrets 0.40 and of External Secrets ask for it. */
    @ParameterizedTest
    @EnumSource
    void letsAnotherProviderTakeTheSecretOverAndGiveItBack(Chart chart) throws IOException {
        var rendered = chart.byDefault().rendered();
        var generated = rendered.one("Secret", "r-keys");
        var keys = new TreeSet<String>();
        rendered.all("Secret").forEach(secret -> keys.addAll(names(secret.path("data"))));

        var sealed =
                sealed(chart, keys).one("SealedSecret", "r-keys").at("/spec/template/metadata");

        for (var secret : List.of(generated.path("metadata"), sealed)) {
            assertThat(secret.at("/annotations/sealedsecrets.bitnami.com~1managed").asText())
                    .isEqualTo("true");
            assertThat(secret.at("/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep");
            assertThat(secret.at("/labels/app.kubernetes.io~1managed-by").asText())
                    .isEqualTo("Helm");
        }
        assertThat(
                        sealed.at(
                                        "/annotations/sealedsecrets.bitnami.com~1skip-set-owner-references")
                                .asText())
                .isEqualTo("true");
        assertThat(sealed.at("/annotations/meta.helm.sh~1release-name").asText()).isEqualTo("r");
        assertThat(sealed.at("/annotations/meta.helm.sh~1release-namespace").asText())
                .isEqualTo(ValueSet.NAMESPACE);
        assertThat(
                        external(chart)
                                .one("ExternalSecret", "r-keys")
                                .at("/spec/target/creationPolicy")
                                .asText())
                .isEqualTo("Orphan");
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void givesPodsNoKeyThatNobodyMakes(ValueSet values) {
        var rendered = values.rendered();
        var made =
                Stream.of(
                                rendered.all("Secret").stream().map(one -> one.path("data")),
                                rendered.all("SealedSecret").stream()
                                        .map(one -> one.at("/spec/encryptedData")))
                        .flatMap(all -> all)
                        .flatMap(data -> names(data).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        rendered.all("ExternalSecret")
                .forEach(one -> one.findValuesAsText("secretKey").forEach(made::add));

        if (!made.isEmpty()) {
            assertThat(made).containsAll(asked(rendered, "r-keys"));
        }
    }

    /** A tool that compares what is with what should be finds nothing, twice in a row. */
    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void rendersTheSameTwiceWhereSomebodyElseKeepsTheKeys(ValueSet values) {
        var first = values.rendered();
        var second = values.render("r", List.of());

        assertThat(second.text().equals(first.text())).isEqualTo(first.all("Secret").isEmpty());
    }

    private static Rendered external(Chart chart) {
        return chart.byDefault()
                .render(
                        "r",
                        List.of(
                                "--set",
                                "secrets.provider=external,secrets.external.storeName=vault,secrets.external.path=a/b"));
    }

    private Rendered sealed(Chart chart, Set<String> keys) throws IOException {
        var text = new StringBuilder("secrets: {provider: sealed, sealed: {encryptedData: {");
        keys.forEach(key -> text.append(key).append(": ").append(SEALED).append(", "));
        var file = Files.writeString(folder.resolve("sealed.yaml"), text.append("}}}"));
        return chart.byDefault().render("r", List.of("-f", file.toString()));
    }

    private static Set<String> asked(Rendered rendered, String secret) {
        var asked = new TreeSet<String>();
        for (var pod : rendered.pods()) {
            for (var volume : pod.spec().path("volumes")) {
                if (volume.at("/secret/secretName").asText().equals(secret)) {
                    volume.at("/secret/items")
                            .forEach(item -> asked.add(item.path("key").asText()));
                }
            }
            for (var variable : pod.container().path("env")) {
                var reference = variable.at("/valueFrom/secretKeyRef");
                if (reference.path("name").asText().equals(secret)) {
                    asked.add(reference.path("key").asText());
                }
            }
        }
        return asked;
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream()
                .map(entry -> entry.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
