package dev.tankfleet.matchmaker;

import dev.tankfleet.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class HouseRulesTest {
    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.of("dev.tankfleet.matchmaker");
    }
}
