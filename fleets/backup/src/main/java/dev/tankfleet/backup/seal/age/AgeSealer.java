package dev.tankfleet.backup.seal.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;

import dev.tankfleet.backup.seal.Sealer;
import dev.tankfleet.process.config.Check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Seals for X25519 recipients, whose public halves are all that it has: a job that makes copies
 * cannot read the older ones. Immutable, any thread.
 */
public final class AgeSealer implements Sealer {
    private final List<RecipientStanzaWriter> recipients;

    private AgeSealer(List<RecipientStanzaWriter> recipients) {
        this.recipients = List.copyOf(recipients);
    }

    /**
     * Seals for all of these.
     *
     * @param recipients {@code age1…}, at least one
     * @throws IllegalArgumentException when one is not a recipient
     */
    public static AgeSealer forAll(Collection<String> recipients) {
        Check.that(!recipients.isEmpty(), "recipients", recipients, "at least one age1…");
        var writers = new ArrayList<RecipientStanzaWriter>();
        for (var recipient : recipients) {
            try {
                writers.add(
                        X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(
                                recipient.strip()));
            } catch (GeneralSecurityException | RuntimeException e) { // any text may stand there
                Check.that(false, "recipients", recipient, "age1… as `backup keys` prints it");
            }
        }
        return new AgeSealer(writers);
    }

    @Override
    public void seal(InputStream plain, OutputStream sealed) throws IOException {
        try (var output =
                new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(Channels.newChannel(sealed), recipients)) {
            plain.transferTo(Channels.newOutputStream(output));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot seal: " + e.getMessage(), e);
        }
    }
}
