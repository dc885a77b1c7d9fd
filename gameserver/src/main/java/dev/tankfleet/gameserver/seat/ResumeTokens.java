package dev.tankfleet.gameserver.seat;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads the tokens that open a seat again after a drop. Owned by the match's thread: the
 * cipher inside has state.
 *
 * <p>A token names match, player and a number that rises with each use, and is sealed with the
 * region's key, so that whoever takes the match over in this region can read it. Which numbers
 * still count is the seat's business.
 */
final class ResumeTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 4;
    private static final int NUMBER_LENGTH_MAX = 9;

    private final List<Mac> macs;

    /** The first key seals; each of them opens, since another server may have another first. */
    ResumeTokens(List<Secret> regionKeys) {
        macs = regionKeys.stream().map(ResumeTokens::macOf).toList();
    }

    private static Mac macOf(Secret key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256 and takes any key", e);
        }
    }

    /**
     * What a genuine token says.
     *
     * @param matchId match that it is for
     * @param playerId player whom it names
     * @param number rises with each use of a seat's tokens
     */
    record Content(String matchId, String playerId, int number) {}

    String make(String matchId, String playerId, int number) {
        var content = matchId + '.' + playerId + '.' + number;
        return content + '.' + seal(macs.getFirst(), content);
    }

    /** What the token says; null if it was not made with one of the keys. */
    @Nullable Content read(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != PARTS
                || !Id.isValid(parts[0])
                || !Id.isValid(parts[1])
                || !isNumber(parts[2])) {
            return null;
        }
        var content = parts[0] + '.' + parts[1] + '.' + parts[2];
        if (!isSealed(content, parts[3].getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        return new Content(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    private boolean isSealed(String content, byte[] seal) {
        boolean found = false;
        for (var mac : macs) {
            var expected = seal(mac, content).getBytes(StandardCharsets.US_ASCII);
            found |= MessageDigest.isEqual(expected, seal);
        }
        return found;
    }

    private static String seal(Mac mac, String content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether it is a number in the one spelling that {@link #make} gives it. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= NUMBER_LENGTH_MAX
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
