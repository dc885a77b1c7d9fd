package dev.tankfleet.proto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.testkit.fuzz.Effort;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes in the place of a JSON body: refused with {@link MalformedBody}, or read to a value
 * that writes and reads as itself; within {@link Effort}.
 */
final class JsonBodyFuzzTest {
    private static final int MESSAGE_LENGTH_MAX = 512;

    @FuzzTest
    void readsOrRefusesStatuses(byte[] body) {
        check(ServerStatus::read, ServerStatus::write, ServerStatus.SIZE_MAX_BYTES, body);
    }

    @FuzzTest
    void readsOrRefusesCommands(byte[] body) {
        check(ServerCommand::read, ServerCommand::write, ServerCommand.SIZE_MAX_BYTES, body);
        check(CommandReply::read, CommandReply::write, ServerCommand.SIZE_MAX_BYTES, body);
    }

    @FuzzTest
    void readsOrRefusesSessions(byte[] body) {
        check(Join::read, Join::write, Join.SIZE_MAX_BYTES, body);
        check(JoinReply::read, JoinReply::write, JoinReply.SIZE_MAX_BYTES, body);
        check(Leave::read, Leave::write, Join.SIZE_MAX_BYTES, body);
    }

    @FuzzTest
    void readsOrRefusesResults(byte[] body) {
        check(MatchResult::read, MatchResult::write, MatchResult.SIZE_MAX_BYTES, body);
    }

    private static <T> void check(
            Reader<T> reader, Writer<T> writer, int sizeMaxBytes, byte[] body) {
        T value;
        try {
            value = Effort.bounded(body.length, () -> reader.read(body));
        } catch (MalformedBody e) {
            assertThat(e.getMessage()).hasSizeBetween(1, MESSAGE_LENGTH_MAX);
            return;
        }
        assertThat(body.length).isLessThanOrEqualTo(sizeMaxBytes);
        assertThat(isUtf8(body)).as("accepted bytes are UTF-8").isTrue();
        var written = writer.write(value);
        // What was left out is written with its default, which a body at the bound has no room for.
        if (written.length <= sizeMaxBytes) {
            try {
                assertThat(reader.read(written)).isEqualTo(value);
            } catch (MalformedBody e) {
                throw new AssertionError("what was accepted cannot be read again", e);
            }
        }
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Reads a body. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] body) throws MalformedBody;
    }

    /** Writes a body. */
    @FunctionalInterface
    private interface Writer<T> {
        byte[] write(T body);
    }
}
