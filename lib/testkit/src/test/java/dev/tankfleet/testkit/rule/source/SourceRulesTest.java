package dev.tankfleet.testkit.rule.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.SampleModule;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Each rule sees what breaks it, at its line, and lets pass what does not. */
final class SourceRulesTest {
    private static final String MAIN = "src/main/java/dev/tankfleet/sample/";
    private static final String TEST = "src/test/java/dev/tankfleet/sample/";

    @TempDir Path root;

    private SampleModule sample;

    @BeforeEach
    void makeModule() {
        sample = new SampleModule(root);
    }

    @Test
    void reportsAFileOfMoreThanFourHundredLines() throws IOException {
        sample.main("dev.tankfleet.sample.Fits", "final class Fits {}\n" + "\n".repeat(396));
        sample.main("dev.tankfleet.sample.Long", "final class Long {}\n" + "\n".repeat(400));

        assertThat(found(new LengthRule()))
                .singleElement()
                .asString()
                .startsWith(MAIN + "Long.java:401: ");
    }

    @Test
    void reportsAMethodOfMoreThanSixtyLines() throws IOException {
        sample.main("dev.tankfleet.sample.Fits", "class Fits {", method(58), "}");
        sample.main("dev.tankfleet.sample.Long", "class Long {", method(59), "}");

        assertThat(found(new LengthRule()))
                .containsExactly(MAIN + "Long.java:4: run has 61 lines; name its steps as methods");
    }

    @Test
    void reportsAPackageWithoutPackageInfo() throws IOException {
        sample.main("dev.tankfleet.sample.A", "class A {}");

        assertThat(found(new PackageRule()))
                .containsExactly(
                        MAIN
                                + "A.java:1: no package-info.java beside it; say what the package"
                                + " is for");
    }

    @Test
    void reportsAPackageInfoWithoutJavadocOrMark() throws IOException {
        sample.main("dev.tankfleet.sample.package-info");

        assertThat(found(new PackageRule()))
                .containsExactly(
                        MAIN + "package-info.java:1: annotate the package with @NullMarked",
                        MAIN
                                + "package-info.java:1: begin with Javadoc: purpose, owner thread,"
                                + " neighbours");
    }

    @Test
    void acceptsAPackageThatSaysWhatItIsFor() throws IOException {
        withPackageInfo();
        for (int i = 0; i < 12; i++) {
            sample.main("dev.tankfleet.sample.A" + i, "class A" + i + " {}");
        }

        assertThat(found(new PackageRule())).isEmpty();
    }

    @Test
    void reportsAPackageOfMoreThanTwelveClasses() throws IOException {
        withPackageInfo();
        for (int i = 0; i < 12; i++) {
            sample.main("dev.tankfleet.sample.A" + i, "class A" + i + " {}");
        }
        sample.main("dev.tankfleet.sample.More", "class More {}");

        assertThat(found(new PackageRule()))
                .singleElement()
                .asString()
                .contains("dev.tankfleet.sample holds 13 classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TO_DO", "FIX_ME", "XX_X", "HA_CK", "TB_D"})
    void reportsEveryLeftoverMarker(String halves) throws IOException {
        var marker = halves.replace("_", "");
        sample.main("dev.tankfleet.sample.A", "// " + marker + ": later", "class A {}");
        sample.main("dev.tankfleet.sample.B", "// " + marker + "s are fine", "class B {}");

        assertThat(found(new LeftoverRule()))
                .containsExactly(MAIN + "A.java:3: leftover marker; do it, or write an issue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exception", "Throwable", "java.lang.Exception"})
    void reportsAWideCatchWithoutAReason(String type) throws IOException {
        sample.main(
                "dev.tankfleet.sample.A",
                "class A {",
                "    void run() {",
                "        try {",
                "        } catch (" + type + " e) {",
                "        }",
                "    }",
                "}");

        assertThat(found(new CatchRule()))
                .containsExactly(
                        MAIN + "A.java:6: catch the type you expect, or add // why all of " + type);
    }

    @Test
    void acceptsANarrowCatchAndAWideOneWithAReason() throws IOException {
        sample.main(
                "dev.tankfleet.sample.A",
                "class A {",
                "    void run() {",
                "        try {",
                "        } catch (IllegalStateException e) {",
                "        } catch (Exception e) { // the rest must still run",
                "        }",
                "    }",
                "}");

        assertThat(found(new CatchRule())).isEmpty();
    }

    @Test
    void reportsASuppressionWithoutAReason() throws IOException {
        sample.main("dev.tankfleet.sample.A", "@SuppressWarnings(\"x\")", "class A {}");
        sample.main(
                "dev.tankfleet.sample.B", "@SuppressWarnings(\"x\") // it is right", "class B {}");

        assertThat(found(new SuppressionRule()))
                .containsExactly(
                        MAIN + "A.java:3: remove it, or add // why the warning is wrong here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Thread.sleep(1)", "TimeUnit.SECONDS.sleep(1)", "java.lang.Thread.sleep(1)"})
    void reportsATestThatSleeps(String call) throws IOException {
        sample.test("dev.tankfleet.sample.ATest", "class ATest {{", "    " + call + ";", "}}");
        sample.main("dev.tankfleet.sample.A", "class A {{", "    " + call + ";", "}}");

        assertThat(found(new SleepRule()))
                .containsExactly(
                        TEST
                                + "ATest.java:4: wait for a condition with Eventually, or move a"
                                + " VirtualClock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"testOne", "returns_none_ready", "ReturnsNoneReady", "works", "isOk"})
    void reportsATestNameThatIsNoSentence(String name) throws IOException {
        sample.test(
                "dev.tankfleet.sample.ATest", "class ATest {", "    @Test void " + name + "() {}}");

        assertThat(found(new TestNameRule()))
                .singleElement()
                .asString()
                .startsWith(TEST + "ATest.java:4: " + name + ": ");
    }

    @Test
    void reportsATestInAClassWithoutASuffix() throws IOException {
        sample.test(
                "dev.tankfleet.sample.Checks",
                "class Checks {",
                "    @Test void saysNoToAll() {}}");

        assertThat(found(new TestNameRule()))
                .singleElement()
                .asString()
                .startsWith(TEST + "Checks.java:4: holds a test, so name the class *Test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BusTest", "BusIT", "BusSimulationTest"})
    void acceptsEverySuffixOfAWeight(String name) throws IOException {
        sample.test(
                "dev.tankfleet.sample." + name,
                "class " + name + " {",
                "    @Test void returnsNoneReady() {}}");

        assertThat(found(new TestNameRule())).isEmpty();
    }

    @Test
    void reportsAContractThatIsNotAbstract() throws IOException {
        sample.test("dev.tankfleet.sample.BusContractTest", "class BusContractTest {}");
        sample.test("dev.tankfleet.sample.AContractTest", "abstract class AContractTest {}");
        sample.test(
                "dev.tankfleet.sample.MemoryBusContractTest",
                "class MemoryBusContractTest extends BusContractTest {}");

        assertThat(found(new TestNameRule()))
                .containsExactly(
                        TEST
                                + "BusContractTest.java:3: a *ContractTest is abstract; each"
                                + " adapter extends it");
    }

    private void withPackageInfo() throws IOException {
        var folder = Files.createDirectories(root.resolve(MAIN));
        Files.writeString(
                folder.resolve("package-info.java"),
                "/** A sample. */\n@NullMarked\npackage dev.tankfleet.sample;\n");
    }

    private static String method(int lines) {
        return "    void run() {\n" + "\n".repeat(lines) + "    }";
    }

    private List<String> found(HouseRule rule) {
        return rule.violations(sample.tree()).stream().map(Object::toString).toList();
    }
}
