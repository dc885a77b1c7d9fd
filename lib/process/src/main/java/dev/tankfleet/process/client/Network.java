package dev.tankfleet.process.client;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8}; immutable.
 *
 * @param start first bytes of each address in it
 * @param prefixBits how many bits of them count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Network(byte[] start, int prefixBits) {
    /** Reads one address or a network with a prefix; null if the text is neither. */
    static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        var address = Literals.address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        var start = address.getAddress();
        int bitsMax = start.length * Byte.SIZE;
        int bits = slash < 0 ? bitsMax : Literals.number(text.substring(slash + 1));
        return bits < 0 || bits > bitsMax ? null : new Network(start, bits);
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != start.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != start[i]) {
                return false;
            }
        }
        int rest = prefixBits % Byte.SIZE;
        return rest == 0 || ((bytes[whole] ^ start[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
    }
}
