package dev.tankfleet.process.tls;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake the newest identity that can be used. A lock guards it; the files are read
 * by the thread of the handshake: two small files out of memory are nothing beside the signature
 * that follows, and so nobody has to watch a folder. What cannot be used is told once and not tried
 * again until the files change.
 */
final class LiveIdentity extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIdentity.class);

    private final Path folder;

    // Guarded by this.
    private PemFiles judged;
    private boolean isReadable = true;
    private Identity identity;
    private Identity before;
    private long generation;

    /**
     * Reads the folder for the first time.
     *
     * @throws IOException if there is no identity in it; the message says what is wrong
     */
    LiveIdentity(Path folder) throws IOException {
        this.folder = folder;
        try {
            judged = PemFiles.read(folder);
            identity = Identity.of(judged);
            before = identity;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The name of an identity is its generation: who has chosen one gets its key, and its chain.
     */
    @Override
    public synchronized @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        lookAgain();
        return identity.is(keyType) ? Long.toString(generation) : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return named(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return named(alias).key();
    }

    private synchronized Identity named(String alias) {
        // A handshake does not last as long as two renewals.
        return alias.equals(Long.toString(generation)) ? identity : before;
    }

    private void lookAgain() {
        try {
            var files = PemFiles.read(folder);
            isReadable = true;
            if (!files.equals(judged)) {
                judged = files;
                toNext(Identity.of(files));
            }
        } catch (IOException e) {
            if (isReadable) {
                tell(e);
            }
            isReadable = false;
        } catch (GeneralSecurityException e) {
            tell(e);
        }
    }

    private void toNext(Identity next) {
        before = identity;
        identity = next;
        generation++;
        LOG.atInfo()
                .addKeyValue("folder", folder)
                .addKeyValue("validUntil", next.certificate().getNotAfter().toInstant())
                .log("New certificate in use");
    }

    private void tell(Exception cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("folder", folder)
                .log("New certificate cannot be used, the old one stays");
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
