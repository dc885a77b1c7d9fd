package dev.tankfleet.bench.sdk.grpc;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.proto.Empty;
import dev.tankfleet.agones.sdk.proto.KeyValue;
import dev.tankfleet.agones.sdk.proto.SDKGrpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One read and one write of the sidecar, through the library and through the stub that gRPC
 * generates, to the same emulated sidecar on loopback. State of one JMH thread.
 *
 * <p>Goal: the library adds at most 200 µs to a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class SdkCallBenchmark {
    private static final String KEY = "load";
    private static final String VALUE = "high";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Emulator emulator = Emulator.start(EmulatorConfig.asInAgones("bench"));
    private final int port =
            emulator.createGameServer("s1", ServerTemplate.withLabels(Map.of("game", "tanks")));
    private final AgonesSdk sdk = AgonesSdk.connect(SdkConfig.onPort(port), executor);
    private final ManagedChannel channel =
            ManagedChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .executor(executor)
                    .build();
    private final SDKGrpc.SDKBlockingStub stub = SDKGrpc.newBlockingStub(channel);

    /** Both have a connection before anything is measured. */
    @Setup
    public void connect() {
        readThroughTheLibrary();
        readThroughTheStub();
    }

    /** Ends the emulator and both clients. */
    @TearDown
    public void close() {
        sdk.close();
        channel.shutdownNow();
        emulator.close();
        executor.close();
    }

    /** The library's typed GameServer. */
    @Benchmark
    public GameServer readThroughTheLibrary() {
        return sdk.gameServer();
    }

    /** The message as it came. */
    @Benchmark
    public Object readThroughTheStub() {
        return stub.getGameServer(Empty.getDefaultInstance());
    }

    /** A write, which the sidecar queues. */
    @Benchmark
    public void writeThroughTheLibrary() {
        sdk.setLabel(KEY, VALUE);
    }

    /** The same write without the library. */
    @Benchmark
    public Object writeThroughTheStub() {
        return stub.setLabel(KeyValue.newBuilder().setKey(KEY).setValue(VALUE).build());
    }
}
