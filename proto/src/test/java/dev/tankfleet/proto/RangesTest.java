package dev.tankfleet.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.MalformedBody;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The edges of every range: what is still read, and what is not. */
final class RangesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    server-status | current_players | 0
                    server-status | current_players | 100000
                    server-status | running_matches | 1000
                    server-status | max_matches | 1
                    server-status | max_matches | 1000
                    server-status | max_players | 1
                    server-status | status_seq | 9223372036854775807
                    server-status | sent_at | 0
                    server-status | tick_p99_ms | 0
                    server-status | tick_p99_ms | 60000
                    server-status | state | "draining"
                    server-status | modes | []
                    hold | for_ms | 1
                    hold | for_ms | 120000
                    prepare-match | attempt | 1
                    prepare-match | seed | -9223372036854775808
                    prepare-match | join_within_ms | 600000
                    join | slot | 0
                    join | slot | 65535
                    join | epoch | 2147483647
                    join-refused | code | 1000
                    join-seated | tick | 0
                    match-result | reason | "aborted"
                    """)
    void readsWhatIsJustInside(String sample, String field, String value) throws Exception {
        assertThat(kind(sample).reader().read(with(sample, field, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    server-status | current_players | -1
                    server-status | current_players | 100001
                    server-status | current_players | 1.5
                    server-status | current_players | 1e2
                    server-status | current_players | 99999999999999999999
                    server-status | running_matches | -1
                    server-status | max_matches | 0
                    server-status | max_players | 0
                    server-status | status_seq | -1
                    server-status | status_seq | 9223372036854775808
                    server-status | tick_p99_ms | -0.1
                    server-status | tick_p99_ms | 1e999
                    server-status | state | "Allocated"
                    server-status | server_id | "eu.tank"
                    server-status | server_id | "*"
                    server-status | server_id | "eu\\r\\ntank"
                    server-status | server_id | ""
                    server-status | region | "eu us"
                    server-status | city | ""
                    server-status | modes | [7]
                    server-status | modes | [""]
                    server-status | open | [7]
                    server-status | open | [{"match_id":"m","mode":"x","seats":0}]
                    server-status | other_matches | ["m.1"]
                    server-status | other_matches | "m"
                    server-status | seats_ended | [{"match_id":"m","player_id":"p","cause":"bored"}]
                    hold | for_ms | 0
                    hold | for_ms | 120001
                    hold | command | "hold_on"
                    prepare-match | attempt | 0
                    prepare-match | attempt | 1000001
                    prepare-match | join_within_ms | 0
                    prepare-match | seats | [{"player_id":"p","token_sha256":"abc"}]
                    prepare-match | seats | [{"player_id":"p","team":16,"token_sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]
                    command-refused | code | "tired"
                    command-accepted | epoch | -1
                    join | slot | -1
                    join | slot | 65536
                    join | epoch | -1
                    join | epoch | 2147483648
                    join | match_id | "m.1"
                    join-resume | resume_token | ""
                    join-refused | code | 4499
                    join-refused | code | 1001
                    join-seated | tick_rate | 0
                    join-seated | map | {"id":"quarry","width":0,"height":1}
                    leave | slot | 65536
                    match-result | reason | "tired"
                    match-result | ticks | -1
                    match-result | players | [{"player_id":"p","kills":-1,"deaths":0,"score":0}]
                    """)
    void refusesWhatIsJustOutside(String sample, String field, String value) {
        assertThatThrownBy(() -> kind(sample).reader().read(with(sample, field, value)))
                .isInstanceOf(MalformedBody.class);
    }

    @ParameterizedTest
    @CsvSource({
        "server-status, open, 33",
        "server-status, modes, 33",
        "prepare-match, seats, 129",
        "match-result, players, 257"
    })
    void boundsEveryList(String sample, String field, int size) throws IOException {
        var json = (ObjectNode) MAPPER.readTree(Sample.json(sample));
        var list = json.withArray(field);
        var entry = list.get(0);
        while (list.size() < size) {
            list.add(entry);
        }

        assertThatThrownBy(
                        () ->
                                kind(sample)
                                        .reader()
                                        .read(json.toString().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining(field + ": " + size + " entries");
    }

    private static BodyKind kind(String sample) {
        return BodyKind.all().stream()
                .filter(kind -> kind.sample().equals(sample))
                .findFirst()
                .orElseThrow();
    }

    /** The sample with another value for one field, written by hand: no mapper may mend it. */
    private static byte[] with(String sample, String field, String value) throws IOException {
        var json = (ObjectNode) MAPPER.readTree(Sample.json(sample));
        json.remove(field);
        var rest = json.toString();
        var first = "{\"" + field + "\":" + value + (json.isEmpty() ? "" : ",");
        return (first + rest.substring(1)).getBytes(StandardCharsets.UTF_8);
    }
}
