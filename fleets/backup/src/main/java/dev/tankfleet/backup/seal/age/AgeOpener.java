package dev.tankfleet.backup.seal.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;

import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.List;

/** Opens with an X25519 identity. Immutable, any thread. */
public final class AgeOpener implements Opener {
    private final RecipientStanzaReader identity;

    private AgeOpener(RecipientStanzaReader identity) {
        this.identity = identity;
    }

    /**
     * Opens what was sealed for the holder of this identity.
     *
     * @param identity {@code AGE-SECRET-KEY-1…}
     * @throws IllegalArgumentException when it is not one
     */
    public static AgeOpener of(Secret identity) {
        try {
            return new AgeOpener(
                    X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                            identity.reveal().strip()));
        } catch (GeneralSecurityException | RuntimeException e) { // any text may stand there
            Check.that(false, "identity", identity, "AGE-SECRET-KEY-1…");
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void open(InputStream sealed, OutputStream plain) throws IOException {
        try (var input =
                new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(sealed), List.of(identity))) {
            Channels.newInputStream(input).transferTo(plain);
        } catch (GeneralSecurityException | RuntimeException e) { // the library's, for odd headers
            throw new IOException("cannot open it: " + e.getMessage(), e);
        }
    }
}
