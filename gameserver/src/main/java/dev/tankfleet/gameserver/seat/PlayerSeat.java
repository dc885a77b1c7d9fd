package dev.tankfleet.gameserver.seat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** One player's seat in one match. Owned by the match's thread. */
public final class PlayerSeat {
    /** Unexpired tokens that one seat keeps. */
    public static final int TOKENS_MAX = 4;

    /** World seat of a player who has not joined yet. */
    public static final int NOT_DRIVING = -1;

    private static final int NO_TOKEN = -1;

    private final String playerId;

    // Owned by the match's thread.
    private final List<Token> tokens = new ArrayList<>(TOKENS_MAX);
    private SeatState state;
    private int worldSeat = NOT_DRIVING;
    private int tankId;
    private int resumeNumber;
    private int resumeNumberBefore = NO_TOKEN;
    private @Nullable Visit visit;

    PlayerSeat(String playerId, SeatState state) {
        this.playerId = playerId;
        this.state = state;
    }

    private record Token(String sha256, long expiresNs) {}

    /** How the present connection came in, to answer a repeated join with the same words. */
    record Visit(String gatewayId, int slot, Object credential, String resumeToken) {
        boolean isSame(String otherGatewayId, int otherSlot, Object otherCredential) {
            return slot == otherSlot
                    && gatewayId.equals(otherGatewayId)
                    && credential.equals(otherCredential);
        }
    }

    public String playerId() {
        return playerId;
    }

    public SeatState state() {
        return state;
    }

    /** Seat of the world that the player's tank has, or {@link #NOT_DRIVING}. */
    public int worldSeat() {
        return worldSeat;
    }

    /** Id of the player's tank; 0 before it drives. */
    public int tankId() {
        return tankId;
    }

    /** Notes the tank that the player got. */
    public void drive(int newWorldSeat, int newTankId) {
        worldSeat = newWorldSeat;
        tankId = newTankId;
    }

    void become(SeatState next) {
        state = next;
    }

    @Nullable Visit visit() {
        return visit;
    }

    void onVisit(@Nullable Visit newVisit) {
        visit = newVisit;
    }

    /** Keeps a token; the oldest gives way when there are too many. */
    void addToken(String sha256, long expiresNs, long nowNs) {
        tokens.removeIf(token -> token.expiresNs() - nowNs <= 0 || token.sha256().equals(sha256));
        if (tokens.size() == TOKENS_MAX) {
            tokens.removeFirst();
        }
        tokens.add(new Token(sha256, expiresNs));
    }

    /** Spends a token; false if the seat has no such unexpired one. */
    boolean spendToken(String sha256, long nowNs) {
        tokens.removeIf(token -> token.expiresNs() - nowNs <= 0);
        return tokens.removeIf(token -> token.sha256().equals(sha256));
    }

    boolean hasNoToken() {
        return tokens.isEmpty();
    }

    void dropToken(String sha256) {
        tokens.removeIf(token -> token.sha256().equals(sha256));
    }

    /**
     * Whether a resume token with this number still opens the seat: the newest one, and until a
     * frame has come under that all from the shown one on. Those between them were answers to an
     * AUTH that the player had given up, or to the one that he goes by: which of them came last is
     * chance.
     */
    boolean isResumable(int number, boolean isHeard) {
        boolean isPrevious =
                resumeNumberBefore != NO_TOKEN
                        && number >= resumeNumberBefore
                        && number < resumeNumber;
        return resumeNumber > 0 && (number == resumeNumber || (isPrevious && !isHeard));
    }

    /** The number of the next resume token after a token has been spent; no older one counts. */
    int rotateFresh() {
        resumeNumberBefore = NO_TOKEN;
        return ++resumeNumber;
    }

    /**
     * The number of the next resume token; the one that was shown counts until a frame comes under
     * the new one.
     */
    int rotateAfter(int shown) {
        resumeNumberBefore = shown;
        return ++resumeNumber;
    }
}
