package dev.tankfleet.agones.sdk;

/** Keeps a listener's own mistake from ending our stream; pure. */
final class Uncaught {
    private Uncaught() {}

    /**
     * Runs the listener; what it throws goes to the thread's uncaught exception handler, where its
     * owner looks for it.
     */
    static void guard(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
