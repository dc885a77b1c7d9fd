package dev.tankfleet.gateway.connection;

import dev.tankfleet.gateway.admission.AdmissionOutcome.Admitted;

/**
 * Life of one connection: {@code AwaitingAuth → Joining → Playing → Closing → Closed}. The first
 * three may go to {@code Closing} at any time; {@code Closing} waits for the client's goodbye.
 * Instants are nanoseconds of the gateway's clock.
 */
sealed interface ConnectionState {
    /** A state in which the client is still listened to. */
    sealed interface Listening extends ConnectionState {
        /** The close frame goes out; the client may answer until then. */
        default Closing toClosing(long untilNs) {
            return new Closing(untilNs);
        }
    }

    /** Upgraded; the first frame has to be AUTH. */
    record AwaitingAuth(long untilNs) implements Listening {
        Joining toJoining(long untilNs) {
            return new Joining(untilNs);
        }
    }

    /** Admission is at work. */
    record Joining(long untilNs) implements Listening {
        Playing toPlaying(Admitted admitted) {
            return new Playing(admitted);
        }
    }

    /** Frames go both ways. */
    record Playing(Admitted admitted) implements Listening {}

    /** The close frame was sent; nothing the client says counts any more. */
    record Closing(long untilNs) implements ConnectionState {
        Closed toClosed() {
            return new Closed();
        }
    }

    /** The socket is gone. No way out. */
    record Closed() implements ConnectionState {}
}
