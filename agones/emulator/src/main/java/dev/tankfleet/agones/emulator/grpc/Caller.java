package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Answer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import java.util.function.Function;
import java.util.function.Supplier;

/** Turns a call into a command for the loop, and the loop's answer into a message; no state. */
final class Caller {
    private Caller() {}

    /**
     * Asks on the loop and answers from there. A caller that is gone by then gets nothing, and
     * nobody fails.
     */
    static <T, M> void ask(
            Loop loop,
            StreamObserver<M> out,
            Supplier<Answer<T>> question,
            Function<T, M> message) {
        ServerCallStreamObserver<M> call = tolerant(out);
        offer(
                loop,
                call,
                () -> {
                    switch (question.get()) {
                        case Answer.Ok<T>(T value) -> {
                            call.onNext(message.apply(value));
                            call.onCompleted();
                        }
                        case Answer.Refused<T> refused ->
                                call.onError(status(refused).asRuntimeException());
                    }
                });
    }

    /** Runs a command on the loop; a loop that does not take it is UNAVAILABLE. */
    static void offer(Loop loop, StreamObserver<?> out, Runnable command) {
        if (!loop.offer(command)) {
            out.onError(
                    Status.UNAVAILABLE
                            .withDescription("the emulator's mailbox is full, or it is closing")
                            .asRuntimeException());
        }
    }

    /** With a handler, gRPC drops what is sent to a caller that is gone; without one it throws. */
    static <M> ServerCallStreamObserver<M> tolerant(StreamObserver<M> out) {
        ServerCallStreamObserver<M> call = (ServerCallStreamObserver<M>) out;
        call.setOnCancelHandler(() -> {});
        return call;
    }

    static Status status(Answer.Refused<?> refused) {
        Status status =
                switch (refused.code()) {
                    case UNKNOWN -> Status.UNKNOWN;
                    case INVALID_ARGUMENT -> Status.INVALID_ARGUMENT;
                };
        return status.withDescription(refused.text());
    }
}
