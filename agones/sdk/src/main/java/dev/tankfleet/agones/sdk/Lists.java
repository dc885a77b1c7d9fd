package dev.tankfleet.agones.sdk;

import java.util.List;

/**
 * The lists of this GameServer. Any thread may call it; it has no state.
 *
 * <p>Answers contain what is still queued, the GameServer does not. A value that is added and
 * removed again within half a second is never written; one that is removed and added again moves to
 * the end.
 */
public final class Lists {
    private final SidecarChannel channel;

    Lists(SidecarChannel channel) {
        this.channel = channel;
    }

    /**
     * The list, with what is still queued.
     *
     * @throws SdkException with {@link SdkError.NotFound} if the GameServer has no such list
     */
    public GameServer.ValueList get(String name) {
        return channel.call(SdkCall.getList(name));
    }

    /**
     * Adds a value at the end.
     *
     * @param value one that the list does not have; an empty text is a value
     * @return the list with the value
     * @throws SdkException with {@link SdkError.AlreadyExists}, {@link SdkError.OutOfRange} if the
     *     list is full, what is queued included, or {@link SdkError.NotFound}
     */
    public GameServer.ValueList add(String name, String value) {
        return channel.call(SdkCall.addToList(name, value));
    }

    /**
     * Removes a value.
     *
     * @return the list without the value
     * @throws SdkException with {@link SdkError.NotFound} if there is no such list, or no such
     *     value in it
     */
    public GameServer.ValueList remove(String name, String value) {
        return channel.call(SdkCall.removeFromList(name, value));
    }

    /**
     * Sets the capacity; values that have no room any more are cut from the end.
     *
     * @param capacity 0 to 1,000
     * @throws SdkException with {@link SdkError.SidecarDefect} on Agones 1.55 to 1.60, which cannot
     *     do it, or {@link SdkError.OutOfRange}
     */
    public void setCapacity(String name, long capacity) {
        channel.call(SdkCall.setListCapacity(name, capacity));
    }

    /**
     * Sets all values at once, in place of what is there and of what is queued.
     *
     * @param values no more than the capacity; what is above is cut
     * @throws SdkException with {@link SdkError.SidecarDefect} on Agones 1.55 to 1.60, which cannot
     *     do it
     */
    public void setValues(String name, List<String> values) {
        channel.call(SdkCall.setListValues(name, values));
    }
}
