package dev.tankfleet.webclient.compiler;

import org.teavm.jso.JSExport;

/** A small thing to compile; a test reads what becomes of it. */
public final class Greeting {
    private Greeting() {}

    /** What the module exports. */
    @JSExport
    public static String greeting() {
        return "hello from a class";
    }
}
