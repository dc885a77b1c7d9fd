package dev.tankfleet.matchmaker.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Access;
import dev.tankfleet.matchmaker.deploy.RegionsFile.Way;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The file of the regions: its defaults, its keys and its rules. */
final class RegionsFileTest {
    private static final String PLACE =
            "\"region\":\"eu\",\"city\":\"Frankfurt\",\"lat\":50.11,\"lon\":8.68";
    private static final String LABELS = ",\"labels\":{\"tankfleet.dev/region\":\"eu\"}";
    private static final String ALLOCATOR = ",\"allocator\":{\"host\":\"a\",\"port\":443}";

    @TempDir Path folder;

    @Test
    void asksTheAllocationServiceByDefault() throws IOException {
        var entry = read(PLACE + LABELS + ALLOCATOR);

        assertThat(entry.way()).isEqualTo(new Way.Grpc("a", 443, new Security.Plaintext()));
        assertThat(entry.namespace()).isEqualTo("default");
        assertThat(entry.labels()).isEqualTo(Map.of("tankfleet.dev/region", "eu"));
        assertThat(entry.region().name()).isEqualTo("eu");
    }

    @Test
    void readsTheCertificatesOfAnAllocator() throws IOException {
        var entry =
                read(
                        PLACE
                                + LABELS
                                + ",\"allocation\":\"grpc\",\"namespace\":\"games\",\"allocator\":"
                                + "{\"host\":\"a\",\"port\":443,\"certificate\":\"c\","
                                + "\"key\":\"k\",\"authority\":\"ca\",\"server_name\":\"s\"}");

        assertThat(entry.namespace()).isEqualTo("games");
        assertThat(entry.way())
                .isEqualTo(
                        new Way.Grpc(
                                "a",
                                443,
                                Security.MutualTls.of(Path.of("c"), Path.of("k"), Path.of("ca"))
                                        .withServerName("s")));
    }

    @Test
    void asksTheApiServerWhereTheFileSaysSo() throws IOException {
        var inCluster = read(PLACE + LABELS + ",\"allocation\":\"kubernetes\"");
        var byFile =
                read(
                        PLACE
                                + LABELS
                                + ",\"allocation\":\"kubernetes\","
                                + "\"kubernetes\":{\"kubeconfig\":\"/k\",\"context\":\"eu\"}");

        assertThat(inCluster.way()).isEqualTo(new Way.Kubernetes(new Access.InCluster()));
        assertThat(byFile.way())
                .isEqualTo(new Way.Kubernetes(new Access.Kubeconfig(Path.of("/k"), "eu")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "allocation | ,\"allocation\":\"carrier pigeon\"",
                "allocator | ,\"allocation\":\"grpc\"",
                "port | ,\"allocator\":{\"host\":\"a\",\"port\":0}",
                "key | ,\"allocator\":{\"host\":\"a\",\"port\":1,\"certificate\":\"c\"}",
                "kubeconfig | ,\"allocation\":\"kubernetes\",\"kubernetes\":{\"context\":\"eu\"}",
            })
    void namesTheFieldThatIsWrong(String field, String fields) {
        assertThatThrownBy(() -> read(PLACE + LABELS + fields))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("regions.json")
                .hasMessageContaining(field);
    }

    @Test
    void refusesToTakeServersOfAnybody() {
        assertThatThrownBy(() -> read(PLACE + ",\"labels\":{}" + ALLOCATOR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("labels");
    }

    private RegionsFile.Entry read(String fields) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("regions.json"), "{\"regions\":[{" + fields + "}]}");
        return RegionsFile.read(file).regions().getFirst();
    }
}
