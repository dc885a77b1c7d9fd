package dev.tankfleet.backup.seal.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Ours and the command of the same name read each other. */
final class AgeIT {
    private static final int SIZE_BYTES = 200_000;
    private static final int RUN_MAX_S = 20;

    private final AgePair operator = AgePair.generate();
    private final AgePair drill = AgePair.generate();
    @TempDir private Path folder;
    private Path plain;

    @BeforeEach
    void writeAFile() throws IOException {
        var bytes = new byte[SIZE_BYTES];
        new Random(7).nextBytes(bytes);
        plain = Files.write(folder.resolve("plain"), bytes);
    }

    @Test
    void opensForEachRecipientAndNobodyElse() throws IOException {
        var sealed = folder.resolve("sealed");
        seal(AgeSealer.forAll(List.of(operator.recipient(), drill.recipient())), sealed);

        open(AgeOpener.of(operator.identity()), sealed, "for-operator");
        open(AgeOpener.of(drill.identity()), sealed, "for-drill");

        assertThat(folder.resolve("for-operator")).hasSameBinaryContentAs(plain);
        assertThat(folder.resolve("for-drill")).hasSameBinaryContentAs(plain);
        var stranger = AgeOpener.of(AgePair.generate().identity());
        assertThatThrownBy(() -> open(stranger, sealed, "for-stranger"))
                .isInstanceOf(IOException.class);
    }

    @Test
    @NeedsProgram(Program.AGE)
    void isOpenedByTheAgeCommand() throws Exception {
        var sealed = folder.resolve("sealed");
        seal(AgeSealer.forAll(List.of(operator.recipient())), sealed);
        var key = Files.writeString(folder.resolve("key.txt"), operator.identity().reveal());

        age("-d", "-i", key.toString(), "-o", folder.resolve("opened").toString(), "" + sealed);

        assertThat(folder.resolve("opened")).hasSameBinaryContentAs(plain);
    }

    @Test
    @NeedsProgram(Program.AGE)
    void opensWhatTheAgeCommandSealed() throws Exception {
        var sealed = folder.resolve("sealed");

        age("-r", operator.recipient(), "-o", sealed.toString(), plain.toString());

        open(AgeOpener.of(operator.identity()), sealed, "opened");
        assertThat(folder.resolve("opened")).hasSameBinaryContentAs(plain);
    }

    @Test
    void saysWhichKeyIsNone() {
        assertThatThrownBy(() -> AgeSealer.forAll(List.of()))
                .hasMessageContaining("at least one age1");
        assertThatThrownBy(() -> AgeSealer.forAll(List.of("age1nobody")))
                .hasMessageContaining("recipients: age1nobody (expected: age1");
        assertThatThrownBy(() -> AgeOpener.of(Secret.of("AGE-SECRET-KEY-1NOBODY")))
                .hasMessageContaining("identity: *** (expected: AGE-SECRET-KEY-1");
    }

    private void seal(AgeSealer sealer, Path sealed) throws IOException {
        try (var input = Files.newInputStream(plain)) {
            sealer.seal(input, Files.newOutputStream(sealed));
        }
    }

    private void open(AgeOpener opener, Path sealed, String name) throws IOException {
        try (var input = Files.newInputStream(sealed);
                var output = Files.newOutputStream(folder.resolve(name))) {
            opener.open(input, output);
        }
    }

    private void age(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Program.AGE.path().orElseThrow().toString());
        command.addAll(List.of(arguments));
        var log = folder.resolve("age.log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(RUN_MAX_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
