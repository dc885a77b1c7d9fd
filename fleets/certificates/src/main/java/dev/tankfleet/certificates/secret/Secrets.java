package dev.tankfleet.certificates.secret;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets of one namespace. Another run may be at work at the same time: whoever writes second is
 * told so, and nothing of the first is lost.
 */
public interface Secrets {
    /**
     * Reads one; empty if there is none.
     *
     * @throws IOException if nobody can say
     */
    Optional<KeptSecret> find(String name) throws IOException;

    /**
     * Makes one.
     *
     * @throws IOException if there is one by now, or it cannot be made
     */
    void create(String name, Map<String, String> data) throws IOException;

    /**
     * Puts other texts into one.
     *
     * @throws IOException if it has changed since it was read, or cannot be written
     */
    void replace(KeptSecret read, Map<String, String> data) throws IOException;
}
