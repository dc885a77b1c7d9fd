package dev.tankfleet.faults;

import dev.tankfleet.testkit.HouseRules;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

final class HouseRulesTest {
    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.of("dev.tankfleet.faults");
    }
}
