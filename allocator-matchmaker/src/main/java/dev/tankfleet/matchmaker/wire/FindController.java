package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.matchmaker.find.Find;
import dev.tankfleet.matchmaker.find.FindOutcome;
import dev.tankfleet.matchmaker.find.FindOutcome.Found;
import dev.tankfleet.matchmaker.find.FindOutcome.Queued;
import dev.tankfleet.matchmaker.find.FindOutcome.Refusal;
import dev.tankfleet.matchmaker.find.FindOutcome.Refused;
import dev.tankfleet.matchmaker.wire.FindBodies.Sent;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.Problem;
import dev.tankfleet.service.wire.ProblemKind;
import dev.tankfleet.service.wire.RequestGate;
import dev.tankfleet.service.wire.RequestSource;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.regex.Pattern;

/**
 * The door for players. One virtual thread per request, bounded by {@link RequestGate}.
 *
 * <p>It says that it produces anything, or a browser's {@code Accept: *}{@code /*} would lead past
 * a ticket to the page's files.
 */
@Controller("/matchmaking")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FindController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final RequestGate gate;
    private final AccessTokens tokens;
    private final RequestSource sources;
    private final Find find;

    FindController(RequestGate gate, AccessTokens tokens, RequestSource sources, Find find) {
        this.gate = gate;
        this.tokens = tokens;
        this.sources = sources;
        this.find = find;
    }

    @Post("/find")
    HttpResponse<?> find(HttpRequest<byte[]> request) {
        return gate.answer(
                () -> {
                    var sent = Sent.read(request.getBody().orElse(null));
                    var refusal =
                            tokens.refusal(
                                    request,
                                    sent.token(),
                                    sent.request().userId(),
                                    FindProblem.NOT_YOUR_USER_ID);
                    if (refusal != null) {
                        return Problem.response(refusal);
                    }
                    var keys = request.getHeaders().getAll(IDEMPOTENCY_KEY);
                    if (keys.size() > 1
                            || !keys.stream().allMatch(key -> VISIBLE.matcher(key).matches())) {
                        return Problem.response(FindProblem.BAD_IDEMPOTENCY_KEY);
                    }
                    return answer(
                            find.find(
                                    sent.request(),
                                    keys.isEmpty() ? null : keys.getFirst(),
                                    sources.addressOf(request)));
                });
    }

    @Get("/tickets/{ticketId}")
    HttpResponse<?> showTicket(@PathVariable String ticketId) {
        return gate.answer(
                () ->
                        Id.isValid(ticketId)
                                ? answer(find.showTicket(ticketId))
                                : Problem.response(FindProblem.UNKNOWN_TICKET));
    }

    @Delete("/tickets/{ticketId}")
    HttpResponse<?> dropTicket(@PathVariable String ticketId) {
        return gate.answer(
                () ->
                        Id.isValid(ticketId) && find.dropTicket(ticketId)
                                ? HttpResponse.noContent()
                                : Problem.response(FindProblem.UNKNOWN_TICKET));
    }

    // What we say

    private static HttpResponse<?> answer(FindOutcome outcome) {
        return switch (outcome) {
            case Found found -> secret(HttpStatus.OK, FindBodies.write(found));
            case Queued queued ->
                    secret(HttpStatus.ACCEPTED, FindBodies.write(queued))
                            .header(HttpHeaders.RETRY_AFTER, "1");
            case Refused(var refusal, var retryAfter) ->
                    retryAfter.isPositive()
                            ? Problem.response(codeOf(refusal), retryAfter)
                            : Problem.response(codeOf(refusal));
        };
    }

    private static ProblemKind codeOf(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_MODE -> FindProblem.UNKNOWN_MODE;
            case UNKNOWN_REGION -> FindProblem.UNKNOWN_REGION;
            case KEY_REUSED -> FindProblem.KEY_REUSED;
            case FIND_IN_PROGRESS -> FindProblem.FIND_IN_PROGRESS;
            case TOO_MANY_FINDS -> FindProblem.TOO_MANY_FINDS;
            case NO_SERVER -> FindProblem.NO_SERVER;
            case ALL_FULL -> FindProblem.ALL_FULL;
            case SERVERS_SILENT -> FindProblem.SERVERS_SILENT;
            case BUSY -> CommonProblem.BUSY;
            case UNKNOWN_TICKET -> FindProblem.UNKNOWN_TICKET;
        };
    }

    private static MutableHttpResponse<byte[]> secret(HttpStatus status, byte[] json) {
        return HttpResponse.<byte[]>status(status)
                .body(json)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
