package dev.tankfleet.testkit.rule.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.SampleModule;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Each rule sees what breaks it, at its line, and lets pass what does not. */
final class BytecodeRulesTest {
    private static final String MAIN = "src/main/java/dev/tankfleet/sample/";

    @TempDir Path root;

    private SampleModule sample;

    @BeforeEach
    void makeModule() {
        sample = new SampleModule(root);
    }

    @Test
    void reportsBothSidesOfACycle() throws IOException {
        sample.main("dev.tankfleet.sample.a.A", "public class A { dev.tankfleet.sample.b.B b; }");
        sample.main("dev.tankfleet.sample.b.B", "public class B { dev.tankfleet.sample.c.C c; }");
        sample.main("dev.tankfleet.sample.c.C", "public class C { dev.tankfleet.sample.a.A a; }");
        sample.main("dev.tankfleet.sample.D", "public class D { dev.tankfleet.sample.a.A a; }");

        assertThat(found(new CycleRule()))
                .hasSize(3)
                .first()
                .asString()
                .startsWith(MAIN + "a/A.java:")
                .contains("dev.tankfleet.sample.a uses dev.tankfleet.sample.b, which leads back");
    }

    @Test
    void reportsAFeatureThatImportsItsAdapter() throws IOException {
        sample.main("dev.tankfleet.sample.Bus", "public interface Bus {", bus(), "}");
        sample.main(
                "dev.tankfleet.sample.memory.MemoryBus",
                "public class MemoryBus implements dev.tankfleet.sample.Bus {}");

        assertThat(found(new CycleRule())).hasSize(2);
    }

    @Test
    void reportsAFeatureThatImportsWire() throws IOException {
        sample.main("dev.tankfleet.sample.wire.Frame", "public class Frame {}");
        sample.main(
                "dev.tankfleet.sample.ticket.Tickets",
                "public class Tickets { dev.tankfleet.sample.wire.Frame frame; }");
        sample.main(
                "dev.tankfleet.sample.Wiring",
                "public class Wiring { dev.tankfleet.sample.wire.Frame frame; }");

        assertThat(found(new WireRule()))
                .containsExactly(
                        MAIN
                                + "ticket/Tickets.java:1: uses dev.tankfleet.sample.wire.Frame; let"
                                + " the feature own an interface that wire implements");
    }

    @Test
    void reportsALibraryThatNeedsTheJdkOfTheHouse() throws IOException {
        sample.main("dev.tankfleet.agones.sdk.Sdk", "public class Sdk {}");
        sample.compiled();

        assertThat(new ReleaseRule().violations(sample.tree("dev.tankfleet.agones.sdk")))
                .singleElement()
                .asString()
                .startsWith("target/classes/dev/tankfleet/agones/sdk/Sdk.class: class file version")
                .endsWith("; compile the module with release 17");
        assertThat(new ReleaseRule().violations(sample.tree("dev.tankfleet.agones.emulator")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "io.micronaut.http.Thing, ticket.jdbc",
        "jakarta.inject.Thing, ticket.micronaut",
        "io.netty.channel.Thing, pump.netty",
        "io.grpc.stub.Thing, fleet.grpc",
        "io.nats.client.Thing, nats",
        "io.lettuce.core.Thing, route.redis",
        "org.postgresql.Thing, ticket.postgres",
        "com.zaxxer.hikari.Thing, ticket.jdbc",
        "org.flywaydb.core.Thing, ticket.jdbc",
        "io.fabric8.Thing, fleet.kubernetes",
        "com.maxmind.Thing, place.maxmind"
    })
    void letsAProductIntoItsFolderAndTheEdgeOnly(String product, String folder) throws IOException {
        sample.foreign(product, "public class Thing {}");
        for (var place : List.of(folder + ".Own", "wire.Edge", "Wiring", "ticket.Feature")) {
            var name = place.substring(place.lastIndexOf('.') + 1);
            sample.main(
                    "dev.tankfleet.sample." + place,
                    "public class " + name + " { " + product + " thing; }");
        }

        assertThat(found(new ProductRule()))
                .singleElement()
                .asString()
                .startsWith(MAIN + "ticket/Feature.java:1: uses " + product + " of ")
                .contains("move it to a folder named");
    }

    @Test
    void keepsProductsOutOfTheRootOfAPort() throws IOException {
        sample.main("dev.tankfleet.bus.Bus", "public class Bus { java.sql.Connection c; }");

        var found = new ProductRule().violations(sample.compiled().tree("dev.tankfleet.bus"));

        assertThat(found).singleElement().asString().contains("uses java.sql.Connection of SQL");
    }

    @Test
    void keepsTheAgonesLibrariesFreeOfOurs() throws IOException {
        sample.foreign("dev.tankfleet.bus.Bus", "public class Bus {}");
        sample.foreign("dev.tankfleet.agones.sdk.Sdk", "public class Sdk {}");
        sample.main(
                "dev.tankfleet.agones.emulator.Emulator",
                "public class Emulator {",
                "    dev.tankfleet.agones.sdk.Sdk sdk;",
                "    dev.tankfleet.bus.Bus bus;",
                "}");

        var found =
                new AgonesRule()
                        .violations(sample.compiled().tree("dev.tankfleet.agones.emulator"));

        assertThat(found)
                .singleElement()
                .asString()
                .contains("uses dev.tankfleet.bus.Bus; a library for everyone cannot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object o = n;",
                "Runnable r = () -> {};",
                "java.util.function.IntSupplier s = this::twice;",
                "java.util.stream.IntStream.range(0, n).sum();",
                "java.util.List.of().stream();"
            })
    void reportsWhatHotCodeMustNotDo(String statement) throws IOException {
        withHotMark();
        sample.main(
                "dev.tankfleet.sample.Hot", hotClass("@dev.tankfleet.process.HotPath", statement));
        sample.main("dev.tankfleet.sample.Cold", hotClass("", statement).replace("Hot", "Cold"));

        assertThat(found(new HotPathRule()))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place).startsWith(MAIN + "Hot.java:6: "));
    }

    @Test
    void findsTheMarkOnThePackageAndOnNestedClasses() throws IOException {
        withHotMark();
        var info = "@dev.tankfleet.process.HotPath";
        Files.createDirectories(root.resolve(MAIN + "hot"));
        Files.writeString(
                root.resolve(MAIN + "hot/package-info.java"),
                info + "\npackage dev.tankfleet.sample.hot;\n");
        sample.main(
                "dev.tankfleet.sample.hot.Loop",
                "class Loop {",
                "    static class Part {",
                "        Object run(int n) {",
                "            return n;",
                "        }",
                "    }",
                "}");

        assertThat(found(new HotPathRule()))
                .containsExactly(
                        MAIN + "hot/Loop.java:6: boxes a number in hot code; keep it primitive");
    }

    @Test
    void leavesConstructorsAndTextOfHotCodeFree() throws IOException {
        withHotMark();
        sample.main(
                "dev.tankfleet.sample.Hot",
                "@dev.tankfleet.process.HotPath",
                "class Hot {",
                "    Hot(int n) {",
                "        Object box = n;",
                "    }",
                "",
                "    public String toString() {",
                "        return String.format(\"%d\", 1);",
                "    }",
                "",
                "    int run(int[] slots) {",
                "        int sum = 0;",
                "        for (int slot : slots) {",
                "            sum += slot;",
                "        }",
                "        return sum;",
                "    }",
                "}");

        assertThat(found(new HotPathRule())).isEmpty();
    }

    @Test
    void ignoresClassesThatNobodyWrote() throws IOException {
        sample.foreign("io.netty.Thing", "public class Thing {}");
        sample.main("dev.tankfleet.sample.ticket.Made", "class Made { io.netty.Thing t; }");
        sample.compiled();
        Files.delete(root.resolve(MAIN + "ticket/Made.java"));

        assertThat(new ProductRule().violations(sample.tree())).isEmpty();
    }

    @Test
    void passesAModuleWithoutMainClasses() {
        assertThat(BytecodeRules.all())
                .allSatisfy(rule -> assertThat(rule.violations(sample.tree())).isEmpty());
    }

    private static String bus() {
        return "    static Bus create() { return new dev.tankfleet.sample.memory.MemoryBus(); }";
    }

    private static String hotClass(String mark, String statement) {
        return mark
                + " class Hot {\n"
                + "    int twice() { return 2; }\n"
                + "    void run(int n) {\n"
                + statement
                + "\n    }\n}";
    }

    private void withHotMark() throws IOException {
        sample.foreign("dev.tankfleet.process.HotPath", "public @interface HotPath {}");
    }

    private List<String> found(HouseRule rule) throws IOException {
        return rule.violations(sample.compiled().tree()).stream().map(Object::toString).toList();
    }
}
