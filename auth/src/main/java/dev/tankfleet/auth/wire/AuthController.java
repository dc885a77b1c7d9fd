package dev.tankfleet.auth.wire;

import dev.tankfleet.auth.account.AccountStore;
import dev.tankfleet.auth.account.Username;
import dev.tankfleet.auth.login.Login;
import dev.tankfleet.auth.login.Outcome;
import dev.tankfleet.auth.login.Outcome.Refusal;
import dev.tankfleet.auth.login.Outcome.Refused;
import dev.tankfleet.auth.login.Outcome.Welcome;
import dev.tankfleet.auth.token.Refreshed;
import dev.tankfleet.auth.token.Tokens;
import dev.tankfleet.auth.wire.Requests.Credentials;
import dev.tankfleet.identity.Verdict;
import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.Problem;
import dev.tankfleet.service.wire.RequestGate;
import dev.tankfleet.service.wire.RequestSource;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The doors of the service. One virtual thread per request, bounded by {@link RequestGate}. */
@Controller("/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthController {
    private static final String BEARER = "Bearer ";

    private final RequestGate gate;
    private final RequestSource sources;
    private final Login login;
    private final AccountStore accounts;
    private final Tokens tokens;

    AuthController(
            RequestGate gate,
            RequestSource sources,
            Login login,
            AccountStore accounts,
            Tokens tokens) {
        this.gate = gate;
        this.sources = sources;
        this.login = login;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Post("/register")
    HttpResponse<?> register(HttpRequest<?> request, @Body byte[] body) {
        return gate.answer(
                () -> {
                    var wanted = Credentials.read(body);
                    var source = sources.keyOf(request);
                    return answer(
                            login.register(wanted.username(), wanted.password(), source),
                            HttpStatus.CREATED,
                            Answers.Registered::new);
                });
    }

    @Post("/login")
    HttpResponse<?> login(HttpRequest<?> request, @Body byte[] body) {
        return gate.answer(
                () -> {
                    var given = Credentials.read(body);
                    var source = sources.keyOf(request);
                    return answer(
                            login.login(given.username(), given.password(), source),
                            HttpStatus.OK,
                            Answers.LoggedIn::of);
                });
    }

    @Post("/guest")
    @Consumes(MediaType.ALL)
    HttpResponse<?> guest(HttpRequest<?> request) {
        return gate.answer(
                () ->
                        answer(
                                login.guest(sources.keyOf(request)),
                                HttpStatus.CREATED,
                                Answers.LoggedIn::of));
    }

    @Post("/refresh")
    HttpResponse<?> refresh(@Body byte[] body) {
        return gate.answer(
                () ->
                        switch (tokens.refresh(Requests.refreshToken(body))) {
                            case Refreshed.Renewed(var pair) ->
                                    secret(HttpStatus.OK, Answers.LoggedIn.of(pair));
                            case Refreshed.Unknown _ ->
                                    Problem.response(AuthProblem.INVALID_REFRESH_TOKEN);
                            case Refreshed.Reused _ ->
                                    Problem.response(AuthProblem.REFRESH_TOKEN_REUSED);
                        });
    }

    @Post("/logout")
    HttpResponse<?> logout(@Body byte[] body) {
        return gate.answer(
                () -> {
                    tokens.close(Requests.refreshToken(body));
                    return HttpResponse.noContent();
                });
    }

    @Get("/me")
    HttpResponse<?> me(HttpRequest<?> request) {
        var authorization = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (authorization.size() != 1) {
            return Problem.response(
                    authorization.isEmpty()
                            ? CommonProblem.MISSING_TOKEN
                            : CommonProblem.INVALID_TOKEN);
        }
        var header = authorization.getFirst();
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Problem.response(CommonProblem.MISSING_TOKEN);
        }
        return gate.answer(() -> me(tokens.verify(header.substring(BEARER.length()))));
    }

    private HttpResponse<?> me(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified(var subject, _) ->
                    account(subject)
                            .<HttpResponse<?>>map(me -> secret(HttpStatus.OK, me))
                            .orElseGet(() -> Problem.response(CommonProblem.INVALID_TOKEN));
            case Verdict.Rejected(var reason) ->
                    Problem.response(
                            reason == Verdict.Reason.EXPIRED
                                    ? CommonProblem.TOKEN_EXPIRED
                                    : CommonProblem.INVALID_TOKEN);
        };
    }

    /** A genuine token of an account that has been deleted since speaks for nobody. */
    private Optional<Answers.Me> account(String subject) {
        return accounts.find(UUID.fromString(subject)).map(Answers.Me::of);
    }

    private static <T> HttpResponse<?> answer(
            Outcome<T> outcome, HttpStatus success, Function<T, ?> body) {
        return switch (outcome) {
            case Welcome<T>(var value) -> secret(success, body.apply(value));
            case Refused<T>(var why) -> refuse(why);
        };
    }

    private static HttpResponse<?> refuse(Refusal why) {
        return switch (why) {
            case Refusal.UnusableUsername _ ->
                    Problem.response(
                            AuthProblem.UNUSABLE_USERNAME, "username: expected " + Username.RULE);
            case Refusal.UnusablePassword(var rule) ->
                    Problem.response(AuthProblem.UNUSABLE_PASSWORD, "password: expected " + rule);
            case Refusal.UsernameTaken _ -> Problem.response(AuthProblem.USERNAME_TAKEN);
            case Refusal.WrongCredentials _ -> Problem.response(AuthProblem.WRONG_CREDENTIALS);
            case Refusal.TooManyAttempts(var retryAfter) ->
                    Problem.response(AuthProblem.TOO_MANY_ATTEMPTS, retryAfter);
            case Refusal.Busy(var retryAfter) -> Problem.response(CommonProblem.BUSY, retryAfter);
        };
    }

    private static HttpResponse<?> secret(HttpStatus status, Object body) {
        return HttpResponse.status(status).body(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
