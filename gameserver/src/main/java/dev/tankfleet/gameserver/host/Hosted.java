package dev.tankfleet.gameserver.host;

import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.route.Route;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One match of this process with what belongs to it. The parts that change say who guards them. */
final class Hosted {
    final String mode;
    final Route route;
    final Match match;
    final Worker worker;

    /** The answer to the command that made it. */
    final CompletableFuture<CommandReply> answer = new CompletableFuture<>();

    /** Whether nobody wants it any more. Guarded by the lock of {@link Registry}. */
    boolean isGivenUp;

    /** Whether its preparation is over and worked. Guarded by the lock of {@link Registry}. */
    boolean isSettled;

    private final AtomicBoolean hasLeft = new AtomicBoolean();

    /** Written by the thread that prepares, before {@link #answer} completes. */
    volatile ServerLink.@Nullable Ear ear;

    Hosted(String mode, Route route, Match match, Worker worker) {
        this.mode = mode;
        this.route = route;
        this.match = match;
        this.worker = worker;
    }

    boolean isPreparing() {
        return !answer.isDone();
    }

    /** True once: for the one who tells the lifecycle that this work is over. */
    boolean takeLeave() {
        return hasLeft.compareAndSet(false, true);
    }

    void closeEar() {
        var open = ear;
        if (open != null) {
            open.close();
        }
    }
}
