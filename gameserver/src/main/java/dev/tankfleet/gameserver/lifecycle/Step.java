package dev.tankfleet.gameserver.lifecycle;

/** What the lifecycle's thread has to do next, outside of the lock. */
enum Step {
    /** Nothing is due. */
    WAIT,
    LOOK,
    /** Say Ready for the first time in this return. */
    SAY_READY,
    /** Look, and say Ready once more if the cluster still shows the old allocation. */
    LOOK_AND_SAY_READY,
    SAY_ALLOCATE,
    SAY_SHUTDOWN,
    COUNT
}
