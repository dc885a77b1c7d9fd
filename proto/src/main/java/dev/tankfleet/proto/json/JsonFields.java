package dev.tankfleet.proto.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one JSON object, read by name, type and range. Owned by the reader that made it.
 *
 * <p>A field that is absent or {@code null} is missing, which is never the same as zero or empty:
 * each method either demands the field or says so in its name. Fields that nobody asks for are
 * ignored, so that bodies can gain fields.
 */
public final class JsonFields {
    private final ObjectNode object;
    private final String path;

    JsonFields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** A field that must be there: an id by the rule of {@link Id}. */
    public String id(String name) throws MalformedBody {
        return checkedId(name, text(name, Id.LENGTH_MAX));
    }

    /** An id by the rule of {@link Id}, or null if missing. */
    public @Nullable String idOrNull(String name) throws MalformedBody {
        var text = textOrNull(name, Id.LENGTH_MAX);
        return text == null ? null : checkedId(name, text);
    }

    /** A field that must be there: a text of 1 to {@code lengthMax} characters. */
    public String text(String name, int lengthMax) throws MalformedBody {
        return demand(name, textOrNull(name, lengthMax));
    }

    /** A text of 1 to {@code lengthMax} characters, or null if missing. */
    public @Nullable String textOrNull(String name, int lengthMax) throws MalformedBody {
        var node = present(name);
        return node == null ? null : textOf(name, node, lengthMax);
    }

    /** A field that must be there: a whole number in {@code min … max}. */
    public int integer(String name, int min, int max) throws MalformedBody {
        return (int) whole(name, min, max);
    }

    /** A whole number in {@code min … max}, or {@code missing} if missing. */
    public int integerOr(String name, int min, int max, int missing) throws MalformedBody {
        return present(name) == null ? missing : integer(name, min, max);
    }

    /** A field that must be there: a whole number in {@code min … max}. */
    public long whole(String name, long min, long max) throws MalformedBody {
        return demand(name, wholeOrNull(name, min, max));
    }

    /** A whole number in {@code min … max}, or null if missing. */
    public @Nullable Long wholeOrNull(String name, long min, long max) throws MalformedBody {
        var node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, node.getNodeType(), "a whole number");
        }
        if (node.longValue() < min || node.longValue() > max) {
            throw wrong(name, node.longValue(), min + " … " + max);
        }
        return node.longValue();
    }

    /** A finite number in {@code min … max}, or null if missing. */
    public @Nullable Double numberOrNull(String name, double min, double max) throws MalformedBody {
        var node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw wrong(name, node.getNodeType(), "a number");
        }
        double value = node.doubleValue();
        if (!(value >= min && value <= max)) {
            throw wrong(name, value, min + " … " + max);
        }
        return value;
    }

    /** A field that must be there: true or false. */
    public boolean bool(String name) throws MalformedBody {
        return demand(name, boolOrNull(name));
    }

    /** True or false, or null if missing. */
    public @Nullable Boolean boolOrNull(String name) throws MalformedBody {
        var node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrong(name, node.getNodeType(), "true or false");
        }
        return node.booleanValue();
    }

    /** The object behind a name, or null if missing. */
    public @Nullable JsonFields objectOrNull(String name) throws MalformedBody {
        var node = present(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ObjectNode inner)) {
            throw wrong(name, node.getNodeType(), "an object");
        }
        return new JsonFields(inner, path + name + ".");
    }

    /** The objects of a list of at most {@code sizeMax}; a missing list is empty. */
    public List<JsonFields> objects(String name, int sizeMax) throws MalformedBody {
        var objects = new ArrayList<JsonFields>();
        var nodes = list(name, sizeMax);
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof ObjectNode inner)) {
                throw wrong(name + "[" + i + "]", nodes.get(i).getNodeType(), "an object");
            }
            objects.add(new JsonFields(inner, path + name + "[" + i + "]."));
        }
        return objects;
    }

    /**
     * The texts of a list of at most {@code sizeMax}, each of 1 to {@code lengthMax} characters; a
     * missing list is empty.
     */
    public List<String> texts(String name, int sizeMax, int lengthMax) throws MalformedBody {
        var texts = new ArrayList<String>();
        for (var node : list(name, sizeMax)) {
            texts.add(textOf(name, node, lengthMax));
        }
        return texts;
    }

    /** A list of ids by the rule of {@link Id}; empty if missing. */
    public List<String> ids(String name, int sizeMax) throws MalformedBody {
        var ids = texts(name, sizeMax, Id.LENGTH_MAX);
        for (var id : ids) {
            var _ = checkedId(name, id);
        }
        return ids;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return present(name) != null;
    }

    /** The names of all fields, for bodies whose keys are data. */
    public List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Says that a field's value breaks a rule that only the body itself knows. */
    public MalformedBody wrong(String name, Object found, String rule) {
        return new MalformedBody(path + name + ": " + found + " (expected: " + rule + ")");
    }

    private List<JsonNode> list(String name, int sizeMax) throws MalformedBody {
        var node = present(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(name, node.getNodeType(), "a list");
        }
        if (node.size() > sizeMax) {
            throw wrong(name, node.size() + " entries", "<= " + sizeMax);
        }
        var nodes = new ArrayList<JsonNode>(node.size());
        node.forEach(nodes::add);
        return nodes;
    }

    private @Nullable JsonNode present(String name) {
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private String textOf(String name, JsonNode node, int lengthMax) throws MalformedBody {
        if (!node.isTextual()) {
            throw wrong(name, node.getNodeType(), "a text");
        }
        int length = node.textValue().length();
        if (length < 1 || length > lengthMax) {
            throw wrong(name, length + " characters", "1 … " + lengthMax);
        }
        if (hasHalfCharacter(node.textValue())) {
            throw wrong(name, "half a character", "whole characters");
        }
        return node.textValue();
    }

    /** An escape can name half of a character, which nobody can write down again. */
    private static boolean hasHalfCharacter(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return true;
            }
            at += Character.charCount(character);
        }
        return false;
    }

    private String checkedId(String name, String text) throws MalformedBody {
        if (!Id.isValid(text)) {
            throw wrong(name, "another character", Id.RULE);
        }
        return text;
    }

    private <T> T demand(String name, @Nullable T value) throws MalformedBody {
        if (value == null) {
            throw wrong(name, "missing", "present");
        }
        return value;
    }
}
