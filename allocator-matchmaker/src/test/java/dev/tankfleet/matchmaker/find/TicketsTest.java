package dev.tankfleet.matchmaker.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

final class TicketsTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("2001:db8::1");

    private final AtomicLong nowNs = new AtomicLong();
    private final AtomicInteger ids = new AtomicInteger();
    private final Tickets tickets =
            new Tickets(2, Duration.ofMinutes(1), () -> "t" + ids.incrementAndGet(), nowNs::get);

    @Test
    void givesAPlayerTheSameTicketAgain() {
        assertThat(tickets.add(wish("anna"), HERE)).isEqualTo("t1");
        assertThat(tickets.add(wish("anna"), HERE)).isEqualTo("t1");
        assertThat(tickets.size()).isEqualTo(1);
    }

    @Test
    void givesNoMoreThanItsNumber() {
        tickets.add(wish("anna"), HERE);
        tickets.add(wish("bob"), HERE);

        assertThat(tickets.add(wish("carl"), HERE)).isNull();
        assertThat(tickets.remove("t1")).isTrue();
        assertThat(tickets.remove("t1")).isFalse();
        assertThat(tickets.add(wish("carl"), HERE)).isEqualTo("t3");
    }

    @Test
    void forgetsATicketWhoseTimeIsOver() {
        tickets.add(wish("anna"), HERE);
        nowNs.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(tickets.find("t1")).isNull();
        assertThat(tickets.add(wish("anna"), HERE)).isEqualTo("t2");
    }

    @Test
    void looksForAPlaceNoOftenerThanItShould() {
        tickets.add(wish("anna"), HERE);
        assertThat(tickets.takeTry("t1")).isFalse();

        nowNs.addAndGet(Tickets.TRY_EVERY_NS);

        assertThat(tickets.takeTry("t1")).isTrue();
        assertThat(tickets.takeTry("t1")).isFalse();
        assertThat(tickets.takeTry("nobody's")).isFalse();
    }

    @Test
    void takesAPlayersNewestWish() {
        tickets.add(wish("anna"), HERE);
        var newest = new FindRequest("anna", "free_for_all", "us", null, null, Map.of());

        assertThat(tickets.add(newest, ELSEWHERE)).isEqualTo("t1");

        var ticket = tickets.find("t1");
        assertThat(ticket).isNotNull();
        assertThat(ticket.request()).isEqualTo(newest);
        assertThat(ticket.clientAddress()).isEqualTo(ELSEWHERE);
    }

    private static FindRequest wish(String player) {
        return new FindRequest(player, "free_for_all", null, null, null, Map.of());
    }
}
