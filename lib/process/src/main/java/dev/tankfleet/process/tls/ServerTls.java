package dev.tankfleet.process.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS of a server whose certificate is renewed while it runs: {@code tls.crt} with those that vouch
 * for it, and {@code tls.key}, PEM. Each handshake shows what the files hold then; connections that
 * are open live on. Opened once; handshakes may come from any thread. Clients show no certificate:
 * who may connect is for the network to say.
 */
public final class ServerTls {
    /**
     * A session that is resumed shows no certificate. So none lives as long as it takes to renew
     * one, and the few clients that a process has can well do without.
     */
    private static final int SESSION_MAX_S = 1;

    private ServerTls() {}

    /**
     * A context that follows the files.
     *
     * @throws IOException if they cannot be used now; the message says what is wrong with which
     */
    public static SSLContext follow(Path folder) throws IOException {
        try {
            var identity = new LiveIdentity(folder);
            var context = SSLContext.getInstance("TLS");
            // Nobody's certificate is judged here; without this the JVM would read those it knows.
            context.init(new KeyManager[] {identity}, new TrustManager[0], null);
            context.getServerSessionContext().setSessionTimeout(SESSION_MAX_S);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
