package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What somebody who follows the cluster is told, also when the API server goes and comes back. */
@OnCluster
final class WatchIT {
    private static final int TOLD_WITHIN_S = 60;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void tellsAnInformerOfEachState(SharedCluster cluster) throws InterruptedException {
        var servers =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace(cluster.newNamespace());
        try (var informer = servers.inform(new Told(told))) {
            servers.resource(Samples.gameServer("seen", "Ready")).create();
            assertTold("seen Ready");
            servers.withName("seen").edit(server -> inState(server, "Allocated"));
            assertTold("seen Allocated");
            servers.withName("seen").delete();
            assertTold("seen gone");
            assertThat(informer.isWatching()).isTrue();
        }
    }

    @Test
    void goesOnWithAnInformerWhenTheApiServerComesBack(SharedCluster cluster)
            throws InterruptedException {
        var servers =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace(cluster.newNamespace());
        servers.resource(Samples.gameServer("old", "Ready")).create();
        try (var informer = servers.inform(new Told(told))) {
            assertTold("old Ready");

            cluster.plane().killApiServer();
            cluster.plane().startApiServer();
            servers.withName("old").edit(server -> inState(server, "Allocated"));
            servers.resource(Samples.gameServer("new", "Ready")).create();

            // It lists anew, by name.
            assertThat(List.of(next(), next()))
                    .containsExactlyInAnyOrder("old Allocated", "new Ready");
            assertThat(informer.getStore().list()).hasSize(2);
        }
    }

    @Test
    void tellsAWatchOfTheChangeOrOfItsOwnEnd(SharedCluster cluster) throws InterruptedException {
        var servers =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace(cluster.newNamespace());
        servers.resource(Samples.gameServer("old", "Ready")).create();
        try (var _ = servers.watch(new ToldByWatch(told))) {
            assertTold("ADDED old Ready");

            cluster.plane().killApiServer();
            cluster.plane().startApiServer();
            servers.withName("old").edit(server -> inState(server, "Allocated"));

            // An API server that has just started may not know the version that it was seen at.
            assertThat(next())
                    .matches("MODIFIED old Allocated|closed: .*too old resource version.*");
        }
    }

    private void assertTold(String expected) throws InterruptedException {
        assertThat(next()).isEqualTo(expected);
    }

    private String next() throws InterruptedException {
        String next = told.poll(TOLD_WITHIN_S, TimeUnit.SECONDS);
        return next == null ? "nothing within " + TOLD_WITHIN_S + " s" : next;
    }

    private static GameServer inState(GameServer server, String state) {
        server.setStatus(server.getStatus().withState(state));
        return server;
    }

    private static String text(GameServer server) {
        return server.getMetadata().getName() + " " + server.getStatus().state();
    }

    private record Told(BlockingQueue<String> told) implements ResourceEventHandler<GameServer> {
        @Override
        public void onAdd(GameServer server) {
            told.add(text(server));
        }

        @Override
        public void onUpdate(GameServer before, GameServer after) {
            // An informer that lists anew tells of those that did not change, too.
            if (!before.getMetadata()
                    .getResourceVersion()
                    .equals(after.getMetadata().getResourceVersion())) {
                told.add(text(after));
            }
        }

        @Override
        public void onDelete(GameServer server, boolean isUnknown) {
            told.add(server.getMetadata().getName() + " gone");
        }
    }

    private record ToldByWatch(BlockingQueue<String> told) implements Watcher<GameServer> {
        @Override
        public void eventReceived(Action action, GameServer server) {
            told.add(action + " " + text(server));
        }

        @Override
        public void onClose(WatcherException cause) {
            told.add("closed: " + cause);
        }
    }
}
