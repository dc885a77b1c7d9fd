package dev.tankfleet.auth.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * RSA private keys in a PEM file, PKCS#8 or PKCS#1, that only its owner may read; mostly one, more
 * while they are rotated. Made on the thread that starts the service, read by any.
 *
 * <p>A new file appears under its name complete and synced, by a hard link, which unlike a rename
 * never replaces: of several processes that start at once one wins and the others read what it
 * wrote.
 */
final class KeyFile {
    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String TAIL = "-----END PRIVATE KEY-----";

    /**
     * A key, or with {@code RSA} what Helm and older openssl write: the same numbers, without the
     * frame that says whose they are.
     */
    private static final Pattern KEY =
            Pattern.compile(
                    "\\s*-----BEGIN (RSA )?PRIVATE KEY-----([^-]*)-----END (RSA )?PRIVATE"
                            + " KEY-----\\s*");

    /** Two while they are rotated, and room for who rotates in a hurry. */
    private static final int KEYS_MAX = 4;

    /** Version 0 and the name of RSA, as they stand before the bare key in PKCS#8. */
    private static final byte[] FRAME =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int KEY_BITS = 2048;
    private static final int FILE_BYTES_MAX = 16 * 1024;
    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_OCTETS = 0x04;
    private static final int DER_LENGTH_OF_TWO_BYTES = 0x82;
    private static final int DER_HEAD_BYTES = 4;

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    void createIfMissing() throws IOException {
        if (!Files.exists(path)) {
            create();
        }
    }

    /** What is in it now, for {@link #parse}. */
    String text() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(FILE_BYTES_MAX), StandardCharsets.US_ASCII);
        }
    }

    /** The keys in a text, at least one, in their order. */
    List<RSAPrivateCrtKey> parse(String text) throws IOException {
        var found = KEY.matcher(text);
        var keys = new ArrayList<RSAPrivateCrtKey>();
        int end = 0;
        while (found.find() && found.start() == end) {
            var isBare = found.group(1) != null;
            var bytes = decoded(found.group(2));
            keys.add(key(isBare ? framed(bytes) : bytes));
            end = found.end();
        }
        if (keys.isEmpty() || end != text.length() || keys.size() > KEYS_MAX) {
            throw new IOException(
                    path + " is no PEM file (expected: 1 to " + KEYS_MAX + " times " + HEAD + ")");
        }
        return keys;
    }

    private byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " holds no RSA private key", e);
        }
    }

    private static byte[] framed(byte[] bare) {
        var frame = ByteBuffer.allocate(FRAME.length + bare.length + 2 * DER_HEAD_BYTES);
        putHead(frame, DER_SEQUENCE, FRAME.length + DER_HEAD_BYTES + bare.length);
        frame.put(FRAME);
        putHead(frame, DER_OCTETS, bare.length);
        return frame.put(bare).array();
    }

    /** A key of the least size needs both bytes of the length, and a file has no more. */
    private static void putHead(ByteBuffer frame, int tag, int length) {
        frame.put((byte) tag).put((byte) DER_LENGTH_OF_TWO_BYTES).putShort((short) length);
    }

    private RSAPrivateCrtKey key(byte[] encoded) throws IOException {
        try {
            var spec = new PKCS8EncodedKeySpec(encoded);
            var key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= KEY_BITS) {
                return rsa;
            }
            throw new IOException(
                    path + " holds a key that is too short (expected: >= " + KEY_BITS + " bits)");
        } catch (InvalidKeySpecException e) {
            throw new IOException(path + " holds no RSA private key", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("RSA is not available in this JVM", e);
        }
    }

    private void create() throws IOException {
        var folder = path.getParent();
        if (folder == null) {
            throw new IOException(path + " is a folder (expected: a file)");
        }
        Files.createDirectories(folder);
        var draft = folder.resolve(path.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            write(draft, pem());
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException _) {
            // Another process was first, and its key is as good.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, String pem) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(draft, options, ownerOnly(draft))) {
            var bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String pem() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var encoded = generator.generateKeyPair().getPrivate().getEncoded();
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
            return HEAD + "\n" + lines + "\n" + TAIL + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("RSA is not available in this JVM", e);
        }
    }
}
