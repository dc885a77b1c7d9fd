package dev.tankfleet.gateway.connection;

import dev.tankfleet.gateway.region.Waiting;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A loop whose thread is the test's; tasks of other threads wait until the test runs them. */
final class ManualLoop implements OwnerLoop {
    private final Thread owner = Thread.currentThread();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    @Override
    public boolean execute(Runnable task) {
        return tasks.add(task);
    }

    /** Runs the next task, once there is one. */
    void runNext() throws InterruptedException {
        Waiting.take(tasks).run();
    }

    /** Runs the tasks that are there. */
    void runWaiting() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
