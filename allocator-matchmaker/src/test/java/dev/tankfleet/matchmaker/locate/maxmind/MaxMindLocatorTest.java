package dev.tankfleet.matchmaker.locate.maxmind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

final class MaxMindLocatorTest {
    private static final Position PARIS = new Position(48.86, 2.35);
    private static final Position TOKYO = new Position(35.69, 139.69);
    private static final Position LIMA = new Position(-12.05, -77.04);
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nowNs = new AtomicLong();
    private final Path folder;
    private final Path file;

    MaxMindLocatorTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("cities.mmdb");
    }

    @Test
    void findsCitiesOfBothKindsOfAddress() throws Exception {
        allAddresses().write(file);
        var locator = open(file);

        assertThat(locate(locator, "192.0.2.77")).contains(PARIS);
        assertThat(locate(locator, "198.51.100.200")).contains(TOKYO);
        assertThat(locate(locator, "198.51.100.20")).isEmpty();
        assertThat(locate(locator, "2001:db8:77::1")).contains(LIMA);
        assertThat(locate(locator, "2001:db9::1")).isEmpty();
        assertThat(locate(locator, "127.0.0.1")).isEmpty();
        assertThat(lookups("found")).isEqualTo(3);
        assertThat(lookups("unknown")).isEqualTo(3);
    }

    @Test
    void asksOneFileAfterTheOtherAndNoIpv4FileForIpv6() throws Exception {
        var ipv4 = ipv4(PARIS).write(folder.resolve("ipv4.mmdb"));
        // The first bits of 2001:… are those of 32.1.0.0.
        var trap =
                CityDatabaseWriter.ofIpv4()
                        .with("32.1.0.0/16", "Trap", 1, 1)
                        .write(folder.resolve("trap.mmdb"));
        allAddresses().write(file);
        var locator = open(trap, ipv4, file);

        assertThat(locate(locator, "203.0.113.1")).contains(PARIS);
        assertThat(locate(locator, "198.51.100.200")).contains(TOKYO);
        assertThat(locate(locator, "2001:db8:77::1")).contains(LIMA);
    }

    @Test
    void takesANewFileWhenItIsTimeTo() throws Exception {
        ipv4(PARIS).write(file);
        var locator = open(file);
        assertThat(locate(locator, "203.0.113.1")).contains(PARIS);
        ipv4(TOKYO).with("198.51.100.0/24", "Lima", -12.05, -77.04).write(file);

        nowNs.addAndGet(REFRESH_EVERY.toNanos() - 1);
        locator.refresh();
        assertThat(locate(locator, "203.0.113.1")).contains(PARIS);
        nowNs.incrementAndGet();
        locator.refresh();

        assertThat(locate(locator, "203.0.113.1")).contains(TOKYO);
        assertThat(locate(locator, "198.51.100.1")).contains(LIMA);
    }

    @Test
    void keepsTheOldFileWhenTheNewOneIsBroken() throws Exception {
        ipv4(PARIS).write(file);
        var locator = open(file);
        var good = ipv4(TOKYO).bytes();

        for (var broken :
                List.of(
                        new byte[0],
                        "no database".getBytes(StandardCharsets.US_ASCII),
                        Arrays.copyOf(good, good.length / 2),
                        Arrays.copyOfRange(good, good.length / 2, good.length))) {
            replace(broken);
            passTime(locator);
            assertThat(locate(locator, "203.0.113.2")).contains(PARIS);
        }
        Files.delete(file);
        passTime(locator);
        assertThat(locate(locator, "203.0.113.3")).contains(PARIS);

        replace(good);
        passTime(locator);
        assertThat(locate(locator, "203.0.113.4")).contains(TOKYO);
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws Exception {
        var locator = open(file);
        assertThat(locate(locator, "203.0.113.1")).isEmpty();

        ipv4(PARIS).write(file);
        passTime(locator);

        assertThat(locate(locator, "203.0.113.1")).contains(PARIS);
    }

    @Test
    void remembersWhomItWasAskedForLast() throws Exception {
        ipv4(PARIS).write(file);
        var locator = open(file);

        locate(locator, "203.0.113.1");
        locate(locator, "203.0.113.1");

        assertThat(lookups("found")).isEqualTo(1);
    }

    @Test
    void keepsABoundedNumberOfPlaces() {
        var cache = new PlaceCache();
        var first = InetAddress.ofLiteral("192.0.2.1");
        var lookups = new AtomicInteger();
        Function<InetAddress, Optional<Position>> lookUp =
                _ -> {
                    lookups.incrementAndGet();
                    return Optional.of(PARIS);
                };
        cache.find(first, lookUp);
        assertThat(cache.find(first, lookUp)).contains(PARIS);
        assertThat(lookups).hasValue(1);

        for (int i = 0; i < PlaceCache.PLACES_MAX; i++) {
            cache.find(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256), lookUp);
        }

        assertThat(cache.size()).isEqualTo(PlaceCache.PLACES_MAX);
        cache.find(first, lookUp);
        assertThat(lookups).hasValue(PlaceCache.PLACES_MAX + 2);
    }

    @Test
    void leavesThoseItDoesNotKnowToTheNextOne() throws Exception {
        ipv4(PARIS).write(file);
        var locator = open(file).orElse(Locator.at(TOKYO));

        assertThat(locate(locator, "203.0.113.1")).contains(PARIS);
        assertThat(locate(locator, "127.0.0.1")).contains(TOKYO);
    }

    private MaxMindLocator open(Path... files) {
        return MaxMindLocator.open(
                new GeoIpConfig(List.of(files), REFRESH_EVERY), registry, nowNs::get);
    }

    private void passTime(MaxMindLocator locator) {
        nowNs.addAndGet(REFRESH_EVERY.toNanos());
        locator.refresh();
    }

    private void replace(byte[] bytes) throws Exception {
        var next = Files.write(folder.resolve("next"), bytes);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private double lookups(String outcome) {
        return registry.get("matchmaker.locate.lookups").tag("outcome", outcome).counter().count();
    }

    private static Optional<Position> locate(Locator locator, String address) {
        return locator.locate(InetAddress.ofLiteral(address));
    }

    private static CityDatabaseWriter allAddresses() {
        return CityDatabaseWriter.ofAllAddresses()
                .with("192.0.2.0/24", "Paris", 48.86, 2.35)
                .with("198.51.100.128/25", "Tokyo", 35.69, 139.69)
                .with("2001:db8::/32", "Lima", -12.05, -77.04);
    }

    private static CityDatabaseWriter ipv4(Position position) {
        return CityDatabaseWriter.ofIpv4()
                .with("203.0.113.0/24", "City", position.latitude(), position.longitude());
    }
}
