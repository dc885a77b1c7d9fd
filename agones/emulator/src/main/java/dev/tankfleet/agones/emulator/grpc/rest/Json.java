package dev.tankfleet.agones.emulator.grpc.rest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.StringValue;
import com.google.protobuf.util.JsonFormat;

import io.grpc.Status;

import java.util.List;

/**
 * Messages as JSON text: names as in the .proto files, fields that are not set included, 64-bit
 * numbers as strings. Pure functions.
 */
final class Json {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .alwaysPrintFieldsWithNoPresence()
                    .omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final String MASK = "update_mask";

    private Json() {}

    /** A message as text. */
    static String text(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message of our own without a text", e);
        }
    }

    /** What stands in the body when a call failed. */
    static String error(Status status) {
        String text = status.getDescription() == null ? "" : status.getDescription();
        return "{\"code\":"
                + status.getCode().value()
                + ",\"message\":"
                + quoted(text)
                + ",\"details\":[]}";
    }

    /**
     * The message of a request.
     *
     * @param prototype an empty message of its type
     * @param value of the route's variable
     * @param body text of the body; may be empty
     * @throws InvalidProtocolBufferException if the body is not JSON, or not of that message
     */
    static Message request(Message prototype, Route route, String value, String body)
            throws InvalidProtocolBufferException {
        Message.Builder request = prototype.newBuilderForType();
        if (!route.body().isEmpty() && !body.isBlank()) {
            if (route.body().equals(Route.WHOLE)) {
                PARSER.merge(body, request);
            } else {
                Message.Builder part = request.getFieldBuilder(field(request, route.body()));
                PARSER.merge(body, part);
                setMask(request, part);
            }
        }
        if (!route.variable().isEmpty()) {
            set(request, List.of(route.variable().split("\\.")), value);
        }
        return request.build();
    }

    /** A change that does not say what it changes means all that it names. */
    private static void setMask(Message.Builder request, Message.Builder part) {
        FieldDescriptor mask = request.getDescriptorForType().findFieldByName(MASK);
        if (mask != null && !request.hasField(mask)) {
            FieldMask.Builder paths = FieldMask.newBuilder();
            part.getAllFields().keySet().forEach(field -> paths.addPaths(field.getName()));
            request.setField(mask, paths.build());
        }
    }

    private static void set(Message.Builder message, List<String> path, String value) {
        FieldDescriptor field = field(message, path.getFirst());
        if (path.size() == 1) {
            message.setField(field, value);
        } else {
            set(message.getFieldBuilder(field), path.subList(1, path.size()), value);
        }
    }

    private static FieldDescriptor field(Message.Builder message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        if (field == null) {
            throw new IllegalStateException("no field " + name + " in " + message);
        }
        return field;
    }

    private static String quoted(String text) {
        // A string value is printed as a JSON string, with all that has to be escaped.
        return text(StringValue.of(text));
    }
}
