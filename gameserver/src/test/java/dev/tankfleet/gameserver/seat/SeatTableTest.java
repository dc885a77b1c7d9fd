package dev.tankfleet.gameserver.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class SeatTableTest {
    private static final String MATCH = "m1";
    private static final String GATEWAY = "g1";
    private static final List<Secret> KEY = List.of(Secret.of("a key of the region, long enough"));
    private static final long JOIN_BY_NS = Duration.ofSeconds(30).toNanos();
    private static final long GRACE_NS = SeatConfig.STANDARD.joinGrace().toNanos();
    private static final long HOLD_NS = SeatConfig.STANDARD.hold().toNanos();

    private final Connections connections = new Connections(2);
    private final SeatTable seats = new SeatTable(MATCH, 2, SeatConfig.STANDARD, KEY, connections);

    private int nextWorldSeat;

    @Test
    void opensASeatOnceForAPreparedToken() {
        prepare("ann", "t1");

        var opened = join(token("ann", "t1"), 1);

        assertThat(opened.seat().playerId()).isEqualTo("ann");
        assertThat(opened.replaced()).isNull();
        assertThat(connections.seatAt(GATEWAY, 1)).isEqualTo(opened.seat().worldSeat());
        assertShut(seats.open(token("ann", "t1"), GATEWAY, 2, 0), CloseCode.BAD_TOKEN);
    }

    @Test
    void refusesTokensThatAreStrangeForeignOrTooOld() {
        prepare("ann", "t1");
        prepare("bob", "t2");

        assertShut(seats.open(token("ann", "t9"), GATEWAY, 1, 0), CloseCode.BAD_TOKEN);
        assertShut(seats.open(token("ann", "t2"), GATEWAY, 1, 0), CloseCode.BAD_TOKEN);
        assertShut(seats.open(token("eve", "t1"), GATEWAY, 1, 0), CloseCode.BAD_TOKEN);
        assertShut(
                seats.open(token("ann", "t1"), GATEWAY, 1, JOIN_BY_NS + GRACE_NS),
                CloseCode.BAD_TOKEN);
    }

    @Test
    void answersARepeatedJoinWithTheSameWords() {
        prepare("ann", "t1");
        var first = join(token("ann", "t1"), 1);

        var second = seats.open(token("ann", "t1"), GATEWAY, 1, 0);

        assertThat(second).isEqualTo(new Opening.Repeated(first.seat(), first.resumeToken()));
    }

    @Test
    void letsANewerConnectionOfThePlayerReplaceTheOlder() {
        prepare("ann", "t1");
        join(token("ann", "t1"), 1);
        prepare("ann", "t2");

        var second = join(token("ann", "t2"), 2);

        assertThat(second.replaced()).isEqualTo(new Opening.Replaced(GATEWAY, 1));
        assertThat(seats.taken()).isEqualTo(1);
        assertThat(connections.seatAt(GATEWAY, 1)).isEqualTo(Connections.NONE);
        assertThat(seats.onLeave(GATEWAY, 1, 0)).isFalse();
    }

    @Test
    void holdsTheSeatOfADroppedPlayerForSomeTime() {
        prepare("ann", "t1");
        var opened = join(token("ann", "t1"), 1);

        assertThat(seats.onLeave(GATEWAY, 1, 0)).isTrue();

        assertThat(seats.removeExpired(HOLD_NS - 1)).isNull();
        assertThat(seats.taken()).isEqualTo(1);
        assertThat(seats.removeExpired(HOLD_NS)).isSameAs(opened.seat());
        assertThat(seats.free()).isEqualTo(2);
        assertShut(resume(opened.resumeToken(), 2), CloseCode.BAD_TOKEN);
    }

    @Test
    void resumesWithTheLatestTokenAndKeepsTheShownOneUntilAFrameComes() {
        prepare("ann", "t1");
        var first = join(token("ann", "t1"), 1);
        seats.onLeave(GATEWAY, 1, 0);
        var second = joined(resume(first.resumeToken(), 2), 2);
        assertThat(second.isFreshClient()).isFalse();
        assertThat(second.resumeToken()).isNotEqualTo(first.resumeToken());

        // The answer got lost: the client comes once more with the token that it has.
        var third = joined(resume(first.resumeToken(), 3), 3);
        assertThat(third.replaced()).isEqualTo(new Opening.Replaced(GATEWAY, 2));
        connections.onHeard(third.seat().worldSeat());

        assertShut(resume(first.resumeToken(), 4), CloseCode.BAD_TOKEN);
        assertThat(resume(third.resumeToken(), 4)).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void resumesWithAnAnswerThatAGivenUpTryHasOvertaken() {
        prepare("ann", "t1");
        var first = join(token("ann", "t1"), 1);
        var heard = joined(resume(first.resumeToken(), 2), 2);
        joined(resume(first.resumeToken(), 3), 3);

        var back = joined(resume(heard.resumeToken(), 4), 4);

        assertShut(resume(first.resumeToken(), 5), CloseCode.BAD_TOKEN);
        connections.onHeard(back.seat().worldSeat());
        assertShut(resume(heard.resumeToken(), 6), CloseCode.BAD_TOKEN);
    }

    @Test
    void refusesResumeTokensThatAreForgedOrForAnotherMatch() {
        prepare("ann", "t1");
        var token = join(token("ann", "t1"), 1).resumeToken();
        var other = new SeatTable("m2", 2, SeatConfig.STANDARD, KEY, new Connections(2));
        var otherKey =
                new SeatTable(
                        MATCH,
                        2,
                        SeatConfig.STANDARD,
                        List.of(Secret.of("another key of another region")),
                        new Connections(2));

        assertShut(resume(token.replace("ann", "bob"), 2), CloseCode.BAD_TOKEN);
        assertShut(resume(token.replace(".1.", ".2."), 2), CloseCode.BAD_TOKEN);
        assertShut(resume("", 2), CloseCode.BAD_TOKEN);
        assertShut(resume("....", 2), CloseCode.BAD_TOKEN);
        assertShut(other.open(new Credential.Resume(token), GATEWAY, 2, 0), CloseCode.WRONG_MATCH);
        assertShut(otherKey.open(new Credential.Resume(token), GATEWAY, 2, 0), CloseCode.BAD_TOKEN);
    }

    /** Whoever takes a match over may have read the region's keys a moment later. */
    @Test
    void opensWhatAnyOfTheKeysHasSealed() {
        var old = KEY.getFirst();
        var next = Secret.of("the next key of the region");
        var token = new ResumeTokens(KEY).make(MATCH, "ann", 1);

        assertThat(new ResumeTokens(List.of(next, old)).read(token)).isNotNull();
        assertThat(new ResumeTokens(List.of(next)).read(token)).isNull();
        var sealedByNext = new ResumeTokens(List.of(next, old)).make(MATCH, "ann", 1);
        assertThat(new ResumeTokens(List.of(old, next)).read(sealedByNext)).isNotNull();
        assertThat(new ResumeTokens(KEY).read(sealedByNext)).isNull();
    }

    @Test
    void endsAPreparedSeatThatNobodyTook() {
        prepare("ann", "t1");

        assertThat(seats.removeExpired(JOIN_BY_NS + GRACE_NS - 1)).isNull();
        assertThat(seats.removeExpired(JOIN_BY_NS + GRACE_NS)).isNotNull();
        assertThat(seats.isEmpty()).isTrue();
    }

    @Test
    void keepsFourTokensOfASeatAndTakesNoSecondSeat() {
        for (int i = 1; i <= 5; i++) {
            prepare("ann", "t" + i);
        }

        assertThat(seats.free()).isEqualTo(1);
        assertShut(seats.open(token("ann", "t1"), GATEWAY, 1, 0), CloseCode.BAD_TOKEN);
        assertThat(seats.open(token("ann", "t2"), GATEWAY, 1, 0))
                .isInstanceOf(Opening.Opened.class);
    }

    @Test
    void hasNoSeatForMorePlayersThanTheModeTakes() {
        assertThat(prepare("ann", "t1")).isTrue();
        assertThat(prepare("bob", "t2")).isTrue();
        assertThat(prepare("eve", "t3")).isFalse();
        assertThat(prepare("bob", "t4")).isTrue();
    }

    @Test
    void takesBackASeatThatNothingOpensAnyMore() {
        prepare("ann", "t1");
        prepare("ann", "t2");

        seats.takeBack("ann", "t2");
        assertThat(seats.has("ann")).isTrue();
        seats.takeBack("ann", "t1");

        assertThat(seats.has("ann")).isFalse();
    }

    private boolean prepare(String playerId, String sha256) {
        return seats.prepare(playerId, sha256, JOIN_BY_NS, 0);
    }

    private Opening.Opened join(Credential credential, int slot) {
        return joined(seats.open(credential, GATEWAY, slot, 0), slot);
    }

    private Opening.Opened joined(Opening opening, int slot) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        var opened = (Opening.Opened) opening;
        if (opened.seat().worldSeat() == PlayerSeat.NOT_DRIVING) {
            opened.seat().drive(nextWorldSeat, 100 + nextWorldSeat);
            nextWorldSeat++;
        }
        seats.connect(opened.seat(), GATEWAY, slot);
        return opened;
    }

    private Opening resume(String token, int slot) {
        return seats.open(new Credential.Resume(token), GATEWAY, slot, 0);
    }

    private static Credential token(String playerId, String sha256) {
        return new Credential.Redeemed(playerId, sha256);
    }

    private static void assertShut(Opening opening, CloseCode code) {
        assertThat(opening)
                .isInstanceOfSatisfying(
                        Opening.Shut.class, shut -> assertThat(shut.code()).isEqualTo(code));
    }
}
