package io.sinestream.job.sequence;

import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;

/**
 * How many users a subtask may hold as objects: as many as wanted, but no more than fit into a quarter of the heap, which
 * the slots of a TaskManager share. What is held changes nothing that comes out, so it may depend on the machine.
 */
final class RoomForUsers {
    /** What a user takes beside the window: 1.8 KB were measured at two plays a minute, more plays make a longer log. */
    private static final long BYTES_PER_USER = 2_500;

    /** Keys of a view and of the skip before it, at their longest. */
    private static final long BYTES_PER_VIEW = 16;

    private static final long SHARE_OF_HEAP = 4;

    private RoomForUsers() {}

    /** What the settings want, within what this TaskManager's heap has room for; at least one user unless none are wanted. */
    static int in(TaskManagerRuntimeInfo taskManager, SequenceSettings settings) {
        int slots = Math.max(1, taskManager.getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
        return within(Runtime.getRuntime().maxMemory() / slots, settings);
    }

    /** @param heapBytes of one slot */
    static int within(long heapBytes, SequenceSettings settings) {
        long fitting = Math.max(1, heapBytes / SHARE_OF_HEAP / each(settings));
        return (int) Math.min(settings.usersInMemory(), fitting);
    }

    /** Whether users who can be held in memory, at most as many as play, are most of those in a state of this size. */
    static boolean isForMostOf(long stateBytes, int room, SequenceSettings settings) {
        return stateBytes <= room * each(settings);
    }

    private static long each(SequenceSettings settings) {
        return BYTES_PER_USER + BYTES_PER_VIEW * settings.window();
    }
}
