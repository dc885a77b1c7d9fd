package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Which values the chart of the centre does not take. */
@OnCharts
final class SchemaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    regoins.eu.city=Here | regoins
                    regions.eu.city=Here | edgeHost
                    regions.EU.city=Here | EU
                    regions.a-region-of-21-letters.city=Here | a-region-of-21-letters
                    regions.lab.city= | city
                    regions.lab.position.latitude=91 | latitude
                    regions.lab.position.longitude=-181 | longitude
                    regions.lab.edgeHost=wss://lab | edgeHost
                    regions.lab.namespace=Games | namespace
                    regions.lab.allocator.port=0 | port
                    regions.lab.allocator.cidr=everywhere | cidr
                    regions.lab.allocator.token=secret | token
                    regions.lab.autoscalerNetworks[0]=10.0.0.1 | autoscalerNetworks
                    allowedOrigins[0]=play.example | allowedOrigins
                    secrets.provider=vault | provider
                    secrets.password=secret-of-a-fleet | password
                    secrets.sealed.encryptedData.key=short | key
                    hub.service.port=7423 | port
                    regions.lab.edgePort=0 | edgePort
                    auth.passwordLengthMin=7 | passwordLengthMin
                    auth.logLevel=verbose | logLevel
                    auth.env.FOO=bar | env
                    auth.connectionsMax=0 | connectionsMax
                    matchmaker.replicas=2 | replicas
                    matchmaker.scaling.leadSeconds=0 | leadSeconds
                    matchmaker.image.digest=sha256:abc | digest
                    matchmaker.resources.limits.memory=much | memory
                    hub.host=nats://hub | host
                    hub.image.tag= | tag
                    registry=registry.example/ | registry
                    postgres.storage.size=big | size
                    postgres.external.url=postgres://db/tankfleet | url
                    postgres.external.cidr=everywhere | cidr
                    postgres.walKeepMb=1 | walKeepMb
                    backup.store.url=http://bucket | url
                    backup.recipients[0]=AGE-SECRET-KEY-1QQQ | recipients
                    backup.walEvery=1h | walEvery
                    backup.scratchSize=much | scratchSize
                    backup.tls=sometimes | tls
                    monitoring.interval=fast | interval
                    """)
    void refusesValuesThatTheSchemaDoesNotKnow(String value, String named) {
        isRefused(value, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    certificates.provider=acme | provider
                    certificates.issuer.kind=issuer | kind
                    certificates.issuer.server=https://acme.example | server
                    certificates.lifeDays=2 | lifeDays
                    certificates.schedule=hourly | schedule
                    certificates.image.tag=latest | tag
                    edge.tlsSecret=Edge | tlsSecret
                    edge.host=https://play.example | host
                    edge.replicas=2 | replicas
                    edge.replicas.min=0 | min
                    edge.replicas.cpuPercent=100 | cpuPercent
                    edge.service.type=ExternalName | type
                    edge.service.port=65536 | port
                    edge.podNetworks[0]=10.0.0.0/33 | podNetworks
                    edge.image.tag=latest | tag
                    """)
    void refusesValuesOfEdgeAndNetworkThatTheSchemaDoesNotKnow(String value, String named) {
        isRefused(value, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    edge.replicas.min=7 | expected: at most max, 6
                    auth.replicas.min=7 | expected: at most max, 6
                    backup.store.url=s3://copies | nobody could open a copy
                    backup.tls=verify-full | a Secret with ca.crt
                    auth.replicas.max=20 | expected: at least 210
                    matchmaker.scaling.serversMax=1,matchmaker.scaling.readyMin=2 | expected: at most serversMax
                    postgres.enabled=false | expected: jdbc:postgresql
                    postgres.external.url=jdbc:postgresql://db/tankfleet | expected: empty
                    edge.service.type=ClusterIP,edge.service.nodePort=30443 | expected: 0
                    secrets.provider=existing | expected: the Secret that exists
                    certificates.provider=existing | edge.tlsSecret: empty (expected: the Secret that exists
                    certificates.provider=existing,edge.tlsSecret=mine | hub.tlsSecret: empty (expected: the Secret that exists
                    secrets.provider=external | expected: a store
                    secrets.provider=sealed | expected: what kubeseal made of it
                    """)
    void refusesValuesThatDoNotFitEachOther(String value, String rule) {
        var answer = Chart.CENTRE.byDefault().tryToRender("r", List.of("--set", value));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains(rule);
    }

    private static void isRefused(String value, String named) {
        var answer = Chart.CENTRE.with("small").tryToRender("r", List.of("--set", value));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("values don't meet the specifications").contains(named);
    }
}
