package dev.tankfleet.local.process;

import dev.tankfleet.local.port.PortPlan;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the processes of a fleet listen, all on the loopback address.
 *
 * @param auth HTTP
 * @param authOps metrics and health
 * @param matchmaker HTTP, and the page
 * @param matchmakerOps metrics and health
 * @param postgres the database
 * @param hub NATS of the centre
 * @param hubLeaves where the regions' NATS come in
 * @param regions the regions' own
 */
public record ProcessPorts(
        int auth,
        int authOps,
        int matchmaker,
        int matchmakerOps,
        int postgres,
        int hub,
        int hubLeaves,
        List<OfRegion> regions) {
    /** Two, so that players have another to go to. */
    static final int GATEWAYS_PER_REGION = 2;

    private static final int OF_CENTRE = 7;

    public ProcessPorts {
        regions = List.copyOf(regions);
    }

    /**
     * The documented ports.
     *
     * @throws PortPlan.PortTaken if one of them is in use
     */
    public static ProcessPorts standard(int regions, int serversPerRegion) {
        var natsPorts = PortPlan.row("NATS", 4222, regions + 1);
        var redisPorts = PortPlan.row("Redis", 6379, regions);
        int gateways = regions * GATEWAYS_PER_REGION;
        int servers = regions * serversPerRegion;
        var rows =
                List.of(
                        natsPorts.subList(1, natsPorts.size()),
                        redisPorts,
                        PortPlan.row("gateway", 8080, gateways),
                        PortPlan.row("gateway metrics", 8003, gateways),
                        PortPlan.row("game server metrics", 8001, servers));
        return new ProcessPorts(
                PortPlan.free("auth", 8888),
                PortPlan.free("auth metrics", 8000),
                PortPlan.free("matchmaker and page", 8090),
                PortPlan.free("matchmaker metrics", 8002),
                PortPlan.free("PostgreSQL", 54_321),
                natsPorts.getFirst(),
                PortPlan.free("NATS of the regions", 7422),
                regions(rows, regions, serversPerRegion));
    }

    /** Whatever ports are free now. */
    public static ProcessPorts auto(int regions, int serversPerRegion) {
        int gateways = regions * GATEWAYS_PER_REGION;
        int servers = regions * serversPerRegion;
        var ports = PortPlan.freePorts(OF_CENTRE + 2 * regions + 2 * gateways + servers);
        var rows = new ArrayList<List<Integer>>();
        int next = OF_CENTRE;
        for (int count : new int[] {regions, regions, gateways, gateways, servers}) {
            rows.add(ports.subList(next, next + count));
            next += count;
        }
        return new ProcessPorts(
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.get(5),
                ports.get(6),
                regions(rows, regions, serversPerRegion));
    }

    /** Every port. */
    public List<Integer> all() {
        var all =
                new ArrayList<>(
                        List.of(
                                auth,
                                authOps,
                                matchmaker,
                                matchmakerOps,
                                postgres,
                                hub,
                                hubLeaves));
        for (var region : regions) {
            all.add(region.nats());
            all.add(region.redis());
            all.addAll(region.gateways());
            all.addAll(region.gatewayOps());
            all.addAll(region.serverOps());
        }
        return all;
    }

    private static List<OfRegion> regions(
            List<List<Integer>> rows, int regions, int serversPerRegion) {
        var list = new ArrayList<OfRegion>();
        for (int i = 0; i < regions; i++) {
            list.add(
                    new OfRegion(
                            rows.get(0).get(i),
                            rows.get(1).get(i),
                            part(rows.get(2), i, GATEWAYS_PER_REGION),
                            part(rows.get(3), i, GATEWAYS_PER_REGION),
                            part(rows.get(4), i, serversPerRegion)));
        }
        return list;
    }

    private static List<Integer> part(List<Integer> row, int index, int size) {
        return row.subList(index * size, (index + 1) * size);
    }

    /**
     * Where a region listens.
     *
     * @param nats its NATS
     * @param redis its Redis
     * @param gateways WebSocket of each gateway
     * @param gatewayOps metrics of each gateway
     * @param serverOps metrics of each game server
     */
    public record OfRegion(
            int nats,
            int redis,
            List<Integer> gateways,
            List<Integer> gatewayOps,
            List<Integer> serverOps) {
        public OfRegion {
            gateways = List.copyOf(gateways);
            gatewayOps = List.copyOf(gatewayOps);
            serverOps = List.copyOf(serverOps);
        }
    }
}
