{{/* As lib/bus writes it for a leaf (nats/conf/ServerConf); a test compares them, line by line. Of its own it has the port for probes, and TLS to the hub. */}}
{{- define "region.natsConf" -}}
{{- $region := .Values.region -}}
{{- $stream := printf "RESULTS_%s" $region -}}
server_name: "leaf-{{ $region }}"
listen: "0.0.0.0:4222"
max_payload: 1064960
max_pending: 67108864
ping_interval: "5s"
ping_max: 2
write_deadline: "1s"
no_fast_producer_stall: true
http: "0.0.0.0:8222"
jetstream { domain: "{{ $region }}", store_dir: "/data", sync_interval: always, max_file_store: 1073741824, max_memory_store: 1 }
leafnodes { reconnect: "1s", remotes: [ { urls: $NATS_HUB, no_randomize: true, account: "REGION_{{ $region }}", compression: off, tls: { handshake_first: true, timeout: 5{{ if .Values.centre.hub.authoritySecret }}, ca_file: "/etc/nats-hub/ca.crt"{{ end }} } } ] }
accounts {
  "REGION_{{ $region }}" {
    jetstream: enabled
    users: [
      {user: "game_servers", password: $NATS_SERVERS, permissions: {publish: {allow: ["server.status", "_R_.>", "_INBOX.gateway.>", "match.*.state.*", "match.result"]}, subscribe: {allow: ["_INBOX.game_server.*.>", "server.status.poll", "server.command.*", "match.*.join", "match.*.leave", "match.*.input"]}}},
      {user: "gateways", password: $NATS_GATEWAYS, permissions: {publish: {allow: ["match.*.join", "match.*.leave", "match.*.input", "_INBOX.game_server.>"]}, subscribe: {allow: ["_INBOX.gateway.*.>", "match.*.state.*"]}}},
      {user: "setup", password: $NATS_SETUP, permissions: {publish: {allow: ["$JS.API.INFO", "$JS.API.STREAM.INFO.{{ $stream }}", "$JS.API.STREAM.CREATE.{{ $stream }}", "$JS.API.STREAM.UPDATE.{{ $stream }}", "$JS.API.CONSUMER.INFO.{{ $stream }}.*", "$JS.API.CONSUMER.CREATE.{{ $stream }}.>"]}, subscribe: {allow: ["_INBOX.setup.>"]}}},
      {user: "backup", password: $NATS_BACKUP, permissions: {publish: {allow: ["$JS.API.STREAM.INFO.{{ $stream }}", "$JS.API.STREAM.MSG.GET.{{ $stream }}", "$JS.API.STREAM.SNAPSHOT.{{ $stream }}", "$JS.SNAPSHOT.ACK.{{ $stream }}.>"]}, subscribe: {allow: ["_INBOX.backup.>"]}}}
    ]
  }
}
{{- end -}}
