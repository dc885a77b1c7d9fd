package dev.tankfleet.agones.conformance.behaviour;

import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.subject.Agones;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One thing that Agones does.
 *
 * @param id stable name, {@code area/what-it-does}, from the names of class and method
 * @param sentence what it does, in a sentence
 * @param source where that is said
 * @param method tries it
 */
public record Behaviour(String id, String sentence, String source, Method method) {
    private static final String CLASS_END = "Behaviours";

    /** All behaviours of a class, by name: its static methods that {@link Says say} something. */
    public static List<Behaviour> in(Class<?> area) {
        return Arrays.stream(area.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Says.class))
                .map(method -> of(area, method, method.getAnnotation(Says.class)))
                .sorted(Comparator.comparing(Behaviour::id))
                .toList();
    }

    /**
     * Tries it, in a scene of its own.
     *
     * @throws AssertionError if it is otherwise
     * @throws Exception if it cannot be tried
     */
    public void runOn(Agones agones) throws Exception {
        try (Scene scene = new Scene(agones)) {
            method.invoke(null, scene);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return id + ": " + sentence;
    }

    private static Behaviour of(Class<?> area, Method method, Says says) {
        String name = area.getSimpleName();
        method.setAccessible(true);
        return new Behaviour(
                hyphened(name.substring(0, name.length() - CLASS_END.length()))
                        + "/"
                        + hyphened(method.getName()),
                says.value(),
                says.source(),
                method);
    }

    /** {@code lastCallWins} as {@code last-call-wins}. */
    private static String hyphened(String name) {
        String words = name.replaceAll("(?<=.)([A-Z]|\\d+)", "-$1");
        return words.toLowerCase(Locale.ROOT);
    }
}
