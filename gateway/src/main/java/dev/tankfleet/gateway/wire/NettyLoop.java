package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.connection.OwnerLoop;

import io.netty.channel.EventLoop;

import java.util.concurrent.RejectedExecutionException;

/** The event loop of one socket, as its connection sees it. Every thread may call it. */
record NettyLoop(EventLoop loop) implements OwnerLoop {
    @Override
    public boolean isOwner() {
        return loop.inEventLoop();
    }

    @Override
    public boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
