package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Which values the chart of a region does not take. */
@OnCharts
final class SchemaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    regoin=eu | regoin
                    gateway.replica=3 | replica
                    gateway.env.FOO=bar | env
                    gameServer.image.tag=1 | tag
                    builds.beta.enabled=true | beta
                    region=EU West | region
                    region=a-region-of-21-letters | region
                    region= | region
                    position.latitude=91 | latitude
                    position.longitude=-181 | longitude
                    centre.hub.port=0 | port
                    centre.hub.host=nats://hub | host
                    centre.hub.cidr=everywhere | cidr
                    centre.allowedOrigins[0]=play.example | allowedOrigins
                    centre.allowedOrigins[0]=null | allowedOrigins
                    gateway.replicas=0 | replicas
                    gateway.replicas=two | replicas
                    gateway.logLevel=verbose | logLevel
                    gateway.image.tag=latest | tag
                    registry=https://registry.example | registry
                    registry=games | registry
                    registry=registry..example | registry
                    gateway.image.digest=sha256:abc | digest
                    nats.image.tag= | tag
                    gateway.image.pullPolicy=Sometimes | pullPolicy
                    gateway.resources.limits.memory=much | memory
                    gameServer.matchesMax=0 | matchesMax
                    gameServer.evictionSafe=Sometimes | evictionSafe
                    builds.stable.replicas.min=0 | min
                    autoscaler.syncSeconds=0 | syncSeconds
                    autoscaler.webhook.url=ftp://here | url
                    autoscaler.schedule.start=tomorrow | start
                    autoscaler.schedule.end=null | end
                    autoscaler.schedule.cron=hourly | cron
                    nats.storage.size=big | size
                    redis.maxMemoryMb=1 | maxMemoryMb
                    secrets.password=secret-of-a-fleet | password
                    backup.store.url=http://bucket | url
                    backup.store.secretKey=secret | secretKey
                    backup.recipients[0]=AGE-SECRET-KEY-1QQQ | recipients
                    backup.schedule.make=@hourly | make
                    backup.keep.hourly=0 | hourly
                    autoscaler.webhook.url=https://play.example/autoscale/ | url
                    """)
    void refusesValuesThatTheSchemaDoesNotKnow(String value, String named) {
        isRefused(value, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    edge.host=wss://eu.example | host
                    edge.service.type=ExternalName | type
                    edge.service.port=0 | port
                    edge.service.nodePort=65536 | nodePort
                    network.dnsAddresses[0]=169.254.20.10 | dnsAddresses
                    network.extraEgress[0].component=nats,network.extraEgress[0].ports[0]=1 | extraEgress
                    network.extraEgress[0].component=nats,network.extraEgress[0].cidr=10.0.0.0/8 | ports
                    edge.podNetworks[0]=10.0.0.0/33 | podNetworks
                    certificates.provider=acme | provider
                    certificates.issuer.kind=issuer | kind
                    certificates.lifeDays=2 | lifeDays
                    certificates.schedule=hourly | schedule
                    edge.tlsSecret=Edge | tlsSecret
                    """)
    void refusesValuesOfEdgeAndNetworkThatTheSchemaDoesNotKnow(String value, String named) {
        isRefused(value, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    builds.stable.enabled=false | none is enabled
                    builds.canary.enabled=true | expected: another tag or digest
                    edge.service.type=ClusterIP,edge.service.nodePort=30443 | expected: 0
                    network.extraEgress[0].component=auth,network.extraEgress[0].namespace=x,network.extraEgress[0].ports[0]=1 | expected: one of edge, gateway
                    builds.stable.replicas.min=60 | expected: at most max, 50
                    builds.stable.freeMatches.always=201 | expected: at most 200
                    builds.canary.freeMatches.scheduled=21 | expected: at most 20
                    autoscaler.schedule.end=2025-01-01T00:00:00Z | expected: after start
                    edge.autoscaling.enabled=true,edge.autoscaling.max=1 | expected: at least replicas, 2
                    backup.store.url=s3://copies | nobody could open a copy
                    secrets.provider=sealed | expected: what kubeseal made of it
                    certificates.provider=existing | edge.tlsSecret: empty (expected: the Secret that exists
                    """)
    void refusesValuesThatDoNotFitEachOther(String value, String rule) {
        var answer = Chart.REGION.byDefault().tryToRender("r", List.of("--set", value));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains(rule);
    }

    private static void isRefused(String value, String named) {
        var answer = Chart.REGION.byDefault().tryToRender("r", List.of("--set", value));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("values don't meet the specifications").contains(named);
    }
}
