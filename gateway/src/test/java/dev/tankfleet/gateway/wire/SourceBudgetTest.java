package dev.tankfleet.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

final class SourceBudgetTest {
    private static final long NOW_NS = Long.MAX_VALUE - 5;

    private final SourceBudget budget = new SourceBudget(3, 2, 7, NOW_NS);

    @Test
    void letsSourceSpendItsBurstAndThenItsRate() throws Exception {
        var source = address(10, 0, 0, 1);

        assertThat(spend(source, 3, NOW_NS)).isEqualTo(3);
        assertThat(spend(source, 5, NOW_NS)).isZero();
        assertThat(spend(source, 5, NOW_NS + TimeUnit.SECONDS.toNanos(1))).isEqualTo(2);
    }

    @Test
    void keepsSourcesApart() throws Exception {
        spend(address(10, 0, 0, 1), 9, NOW_NS);

        assertThat(spend(address(10, 0, 0, 2), 9, NOW_NS)).isEqualTo(3);
    }

    @Test
    void countsNetworkOfSixtyFourBitsAsOneSource() throws Exception {
        spend(InetAddress.getByName("2001:db8:0:1::1"), 9, NOW_NS);

        assertThat(spend(InetAddress.getByName("2001:db8:0:1::2"), 9, NOW_NS)).isZero();
        assertThat(spend(InetAddress.getByName("2001:db8:0:2::1"), 9, NOW_NS)).isEqualTo(3);
    }

    private int spend(InetAddress source, int times, long nowNs) {
        int spent = 0;
        for (int i = 0; i < times; i++) {
            if (budget.spend(source, nowNs)) {
                spent++;
            }
        }
        return spent;
    }

    private static InetAddress address(int a, int b, int c, int d) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }
}
