package dev.tankfleet.agones.emulator.grpc.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One path of the gateway and the call behind it; a value.
 *
 * @param verb method of the request, as {@code GET}
 * @param path what the path has to look like; its group is the variable
 * @param variable field that the variable sets, with dots into messages; empty if there is none
 * @param body field that the body fills: {@value #WHOLE} for the message itself, empty if the body
 *     means nothing
 * @param call full name of the gRPC method
 */
record Route(String verb, Pattern path, String variable, String body, String call) {
    /** The body is the message. */
    static final String WHOLE = "*";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    /**
     * A route as an annotation in a .proto file writes it.
     *
     * @param template a path with at most one {@code {variable}}, as {@code
     *     /v1beta1/lists/{name}:addValue}
     */
    static Route of(String verb, String template, String body, String call) {
        Matcher variable = VARIABLE.matcher(template);
        if (!variable.find()) {
            return new Route(verb, Pattern.compile(Pattern.quote(template)), "", body, call);
        }
        String before = Pattern.quote(template.substring(0, variable.start()));
        String after = Pattern.quote(template.substring(variable.end()));
        return new Route(
                verb, Pattern.compile(before + "([^/]+?)" + after), variable.group(1), body, call);
    }
}
