package dev.tankfleet.process.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One binding of one record and all below it. Used once, by one thread; gathers what is wrong. */
final class Binding {
    private static final String NOT_SET = "not set";

    private final Map<String, String> environment;

    // Owned by the thread that binds.
    private final List<WrongSetting> wrong = new ArrayList<>();

    Binding(Map<String, String> environment) {
        this.environment = environment;
    }

    <T extends Record> T bind(Class<T> type, String prefix) {
        var bound = record(type, prefix);
        if (bound == null) {
            throw new WrongSettingsException(wrong);
        }
        return bound;
    }

    /** The record, or null when something in it or below it is wrong. */
    private <T extends Record> @Nullable T record(Class<T> type, String prefix) {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        int wrongBefore = wrong.size();
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], keyOf(prefix, components[i]));
        }
        return wrong.size() > wrongBefore ? null : create(type, prefix, components, values);
    }

    private @Nullable Object component(RecordComponent component, String key) {
        var type = component.getType();
        if (type.isRecord()) {
            var isLeftOut = component.isAnnotationPresent(MayBeUnset.class) && !hasBelow(key);
            return isLeftOut ? null : record(type.asSubclass(Record.class), key);
        }
        try {
            var text = textOf(component, key);
            if (text == null) {
                return null;
            }
            return component.getType() == RotatingSecret.class
                    ? rotating(key, text)
                    : read(component, key, text);
        } catch (BrokenRuleException e) {
            wrong.add(new WrongSetting(e.name(), e.value(), e.rule()));
            return null;
        }
    }

    private @Nullable String textOf(RecordComponent component, String key) {
        var set = isSecret(component) ? secretText(key) : environment.get(key);
        if (set != null && (!set.isEmpty() || component.getType() == List.class)) {
            return set;
        }
        var fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            return fallback.value();
        }
        if (component.isAnnotationPresent(MayBeUnset.class)) {
            return null;
        }
        throw new BrokenRuleException(key, NOT_SET, "a value");
    }

    private static boolean isSecret(RecordComponent component) {
        return component.getType() == Secret.class || component.getType() == RotatingSecret.class;
    }

    private @Nullable String secretText(String key) {
        var fileKey = key + "_FILE";
        var file = environment.get(fileKey);
        if (file == null || file.isEmpty()) {
            return environment.get(key);
        }
        if (environment.containsKey(key)) {
            throw new BrokenRuleException(fileKey, file, "not both this and " + key);
        }
        try {
            return SecretFile.read(Path.of(file));
        } catch (IOException e) {
            throw unreadable(fileKey, file);
        }
    }

    private static BrokenRuleException unreadable(String fileKey, String file) {
        return new BrokenRuleException(
                fileKey,
                file,
                "a file that can be read, of at most " + SecretFile.BYTES_MAX + " bytes");
    }

    /** Beside its text we need to know where that came from. */
    private RotatingSecret rotating(String key, String text) {
        var file = environment.get(key + "_FILE");
        if (file == null || file.isEmpty()) {
            return RotatingSecret.of(text);
        }
        try {
            return RotatingSecret.in(Path.of(file));
        } catch (IOException e) {
            throw unreadable(key + "_FILE", file);
        }
    }

    private static Object read(RecordComponent component, String key, String text) {
        if (component.getType() != List.class) {
            return Texts.read(component.getType(), key, text);
        }
        if (text.isBlank()) {
            return List.of();
        }
        var element =
                (Class<?>)
                        ((ParameterizedType) component.getGenericType())
                                .getActualTypeArguments()[0];
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(part -> element(element, key, text, part))
                .toList();
    }

    private static Object element(Class<?> type, String key, String text, String part) {
        Check.that(!part.isEmpty(), key, text, "no empty element between commas");
        return Texts.read(type, key, part);
    }

    private <T extends Record> @Nullable T create(
            Class<T> type, String prefix, RecordComponent[] components, @Nullable Object[] values) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            wrong.add(brokenRule(prefix, components, e.getCause()));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    /** What a record said against its own values; anything but a refusal is a mistake in it. */
    private static WrongSetting brokenRule(
            String prefix, RecordComponent[] components, @Nullable Throwable cause) {
        if (cause instanceof BrokenRuleException broken) {
            return Arrays.stream(components)
                    .filter(component -> component.getName().equals(broken.name()))
                    .map(component -> keyOf(prefix, component))
                    .map(key -> new WrongSetting(key, broken.value(), broken.rule()))
                    .findFirst()
                    .orElseGet(
                            () ->
                                    new WrongSetting(
                                            variable(prefix + "." + broken.name()),
                                            broken.value(),
                                            broken.rule()));
        }
        throw new IllegalStateException("a record failed to check itself", cause);
    }

    private boolean hasBelow(String key) {
        return environment.keySet().stream().anyMatch(name -> name.startsWith(key + "_"));
    }

    private static String keyOf(String prefix, RecordComponent component) {
        return variable(
                prefix.isEmpty() ? component.getName() : prefix + "." + component.getName());
    }

    /** {@code allocation.attemptTimeout}, as the environment writes it. */
    private static String variable(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .replace('.', '_')
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
    }
}
