package dev.tankfleet.gameserver.host;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.gameserver.tick.MatchCommand;
import dev.tankfleet.gameserver.tick.TickSchedule;
import dev.tankfleet.gameserver.tick.TickTimes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Steps its matches 30 times a second, and sleeps while it has none. A duty cycle: one platform
 * thread repeats {@link #runOnce}; others only {@link #adopt} and {@link #tell}, which wake it.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Things that other threads ask for and that wait. */
    private static final int TASKS_MAX = 1_024;

    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final WorkerListener listener;
    private final HostMeters meters;
    private final TickTimes tickTimes;
    private final LongSupplier nanoClock;
    private final ArrayBlockingQueue<Task> tasks = new ArrayBlockingQueue<>(TASKS_MAX);
    private final Thread thread;

    // Owned by the worker's thread.
    private final List<Match> matches = new ArrayList<>();
    private final TickSchedule schedule;
    private long droppedTicksSeen;

    private volatile boolean isStopped;

    private sealed interface Task {
        record Adopt(Match match) implements Task {}

        record Tell(Match match, MatchCommand command) implements Task {}
    }

    /** Hears of matches that a worker no longer runs. Called on its thread and must not block. */
    interface WorkerListener {
        /** It is over and nobody has to be told any more. */
        void onGone(Match match);

        /** It broke, and could not even be ended. */
        void onBroken(Match match);
    }

    Worker(
            int number,
            WorkerListener listener,
            HostMeters meters,
            TickTimes tickTimes,
            LongSupplier nanoClock) {
        this.listener = listener;
        this.meters = meters;
        this.tickTimes = tickTimes;
        this.nanoClock = nanoClock;
        this.schedule = new TickSchedule(Rules.TICKS_PER_SECOND, nanoClock.getAsLong());
        this.thread = Thread.ofPlatform().daemon().name("matches-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Gives the worker a match; false if too much waits. Any thread. */
    boolean adopt(Match match) {
        return offer(new Task.Adopt(match));
    }

    /** Tells a match something; false if too much waits. Any thread. */
    boolean tell(Match match, MatchCommand command) {
        return offer(new Task.Tell(match, command));
    }

    /** One turn: first what was asked for, then the ticks that are due. */
    void runOnce(long nowNs) {
        if (matches.isEmpty()) {
            schedule.restart(nowNs);
        }
        for (int i = 0; i < TASKS_MAX; i++) {
            var task = tasks.poll();
            if (task == null) {
                break;
            }
            run(task, nowNs);
        }
        for (int due = schedule.takeDue(nowNs); due > 0; due--) {
            long startNs = nanoClock.getAsLong();
            tickAll(nowNs);
            if (!matches.isEmpty()) {
                tickTimes.record(nanoClock.getAsLong() - startNs);
            }
        }
        noteDropped();
    }

    /** Stops stepping; matches that still run are left where they stand. */
    void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(STOP_MAX)) {
                LOG.atError().addKeyValue("thread", thread.getName()).log("a worker does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean offer(Task task) {
        boolean isTaken = tasks.offer(task);
        if (isTaken) {
            LockSupport.unpark(thread);
        } else {
            meters.onTaskRefused();
        }
        return isTaken;
    }

    private void run() {
        while (!isStopped) {
            runOnce(nanoClock.getAsLong());
            if (tasks.isEmpty()) {
                sleep();
            }
        }
    }

    /** Until the next tick, or without a match until somebody asks for something. */
    private void sleep() {
        if (!matches.isEmpty()) {
            long waitNs = schedule.deadlineNs() - nanoClock.getAsLong();
            if (waitNs > 0) {
                LockSupport.parkNanos(this, waitNs);
            }
        } else if (!isStopped) { // a lock on the way may have taken the permit that stop() gave
            LockSupport.park(this);
        }
    }

    private void run(Task task, long nowNs) {
        switch (task) {
            case Task.Adopt(var match) -> matches.add(match);
            case Task.Tell(var match, var command) -> {
                try {
                    match.on(command, nowNs);
                } catch (RuntimeException e) {
                    breakUp(match, e, nowNs);
                }
            }
        }
    }

    private void tickAll(long nowNs) {
        for (int i = matches.size() - 1; i >= 0; i--) {
            var match = matches.get(i);
            try {
                match.runTick(nowNs);
            } catch (RuntimeException e) {
                breakUp(match, e, nowNs);
            }
            if (match.isGone(nowNs)) {
                matches.remove(match);
                listener.onGone(match);
            }
        }
    }

    /** A mistake of ours ends the match that it happened in, and no other. */
    private void breakUp(Match match, RuntimeException mistake, long nowNs) {
        var matchId = match.plan().matchId();
        LOG.atError().setCause(mistake).addKeyValue("matchId", matchId).log("a match broke");
        meters.onBroken();
        try {
            match.on(new MatchCommand.Abort(), nowNs);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("matchId", matchId).log("a match broke for good");
            matches.remove(match);
            listener.onBroken(match);
        }
    }

    private void noteDropped() {
        long dropped = schedule.droppedTicks();
        if (dropped != droppedTicksSeen) {
            tickTimes.onDropped(dropped - droppedTicksSeen);
            droppedTicksSeen = dropped;
        }
    }
}
