package dev.tankfleet.matchmaker.allocation.agones;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.matchmaker.allocation.AllocationSite;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.allocation.AllocatorContractTest;

import java.time.Duration;
import java.util.Map;

/** The contract over the AllocationService with mutual TLS. */
final class AgonesAllocatorIT extends AllocatorContractTest {
    private static final int AT_ONCE = 64;

    @Override
    protected int port(AllocationSite site) {
        return site.emulator().allocatorPort();
    }

    @Override
    protected Allocator connect(
            AllocationSite site, int port, Map<String, String> labels, Duration deadline) {
        var certificates = site.certificates();
        var security =
                Security.MutualTls.of(
                        certificates.certificate("matchmaker"),
                        certificates.key("matchmaker"),
                        certificates.certificate("cluster"));
        var client =
                AllocationClient.connect(
                        new AllocationConfig("localhost", port, security, deadline, AT_ONCE),
                        site.executor());
        site.atEnd(client::close);
        return new AgonesAllocator(
                Map.of(
                        REGION,
                        new AgonesAllocator.Cluster(client, Allocation.ready("default", labels))));
    }
}
