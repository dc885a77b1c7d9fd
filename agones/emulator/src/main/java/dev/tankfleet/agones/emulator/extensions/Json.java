package dev.tankfleet.agones.emulator.extensions;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * JSON objects as maps, and back; pure. A number without a fraction is a {@link Long}, since that
 * is how the API server wants it written.
 */
final class Json {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

    private Json() {}

    /**
     * The object that a text holds.
     *
     * @throws InvalidProtocolBufferException if it holds none
     */
    static Map<String, @Nullable Object> read(String text) throws InvalidProtocolBufferException {
        var object = Struct.newBuilder();
        JsonFormat.parser().merge(text, object);
        return fields(object.build());
    }

    /** The text of an object. */
    static String write(Map<String, ? extends @Nullable Object> object) {
        return object.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The object in a field; empty if there is none. */
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> in, String field) {
        return in.get(field) instanceof Map<?, ?> object ? copy(object) : Map.of();
    }

    /** The text in a field; empty if there is none. */
    static String string(Map<String, @Nullable Object> in, String field) {
        return in.get(field) instanceof String text ? text : "";
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> object) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private static Map<String, @Nullable Object> fields(Struct struct) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((name, value) -> fields.put(name, plain(value)));
        return fields;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case NUMBER_VALUE -> number(value.getNumberValue());
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case STRUCT_VALUE -> fields(value.getStructValue());
            case LIST_VALUE -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.getListValue().getValuesList().forEach(each -> list.add(plain(each)));
                yield list;
            }
        };
    }

    private static Object number(double number) {
        return number == Math.rint(number) ? (Object) (long) number : (Object) number;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> object -> write(copy(object));
            case Iterable<?> list -> {
                List<String> texts = new ArrayList<>();
                list.forEach(each -> texts.add(text(each)));
                yield texts.stream().collect(Collectors.joining(",", "[", "]"));
            }
            case Number number -> number.toString();
            case Boolean is -> is.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        try {
            // A string value is printed as a JSON string, with all that has to be escaped.
            return PRINTER.print(StringValue.of(text));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a text that cannot be printed", e);
        }
    }
}
