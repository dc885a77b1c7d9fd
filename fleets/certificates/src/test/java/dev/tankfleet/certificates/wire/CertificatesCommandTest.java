package dev.tankfleet.certificates.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** What is said to a person; what is done to Secrets is tried on a real API server in fleets. */
final class CertificatesCommandTest {
    @Test
    void refusesWhatItWasNotToldEnoughAbout() {
        assertThat(CertificatesCommand.run(new String[] {"make"}, Map.of()))
                .isEqualTo(CertificatesCommand.EXIT_WRONG);
        assertThat(CertificatesCommand.run(new String[] {"bake"}, Map.of()))
                .isEqualTo(CertificatesCommand.EXIT_WRONG);
    }
}
