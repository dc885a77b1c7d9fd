{{/*
As lib/bus writes it for a hub (nats/conf/ServerConf); a test compares them, line by line. Of its own it has the port for
probes, and TLS for the regions.
*/}}
{{- define "centre.hubConf" -}}
{{- $results := list }}
{{- range $region, $_ := .Values.regions }}
{{- $results = concat $results (list (printf "r.%s.results.next.results" $region) (printf "$JS.ACK.RESULTS_%s.>" $region)) }}
{{- end }}
{{- $says := concat (list "server.status.poll" "r.*.server.command.*") $results (list "matchmaker.reserved" "_INBOX.matchmaker.>") -}}
server_name: "hub"
listen: "0.0.0.0:4222"
max_payload: 1064960
max_pending: 67108864
ping_interval: "5s"
ping_max: 2
write_deadline: "1s"
no_fast_producer_stall: true
http: "0.0.0.0:8222"
leafnodes { listen: "0.0.0.0:7422", compression: off, tls: { cert_file: "/etc/hub-tls/tls.crt", key_file: "/etc/hub-tls/tls.key", handshake_first: true, timeout: 5 } }
accounts {
  "CENTRE" {
    users: [
      {user: "matchmaker", password: $HUB_MATCHMAKER, permissions: {publish: {allow: [{{ range $i, $subject := $says }}{{ if $i }}, {{ end }}{{ $subject | quote }}{{ end }}]}, subscribe: {allow: ["_INBOX.matchmaker.*.>", "r.*.server.status", "matchmaker.reserved"]}}}
    ]
    exports: [
      {stream: "server.status.poll"}
    ]
    {{- $first := true }}
    imports: [
      {{- range $region, $_ := .Values.regions }}{{ if not $first }},{{ end }}{{ $first = false }}
      {stream: {account: "REGION_{{ $region }}", subject: "server.status"}, to: "r.{{ $region }}.server.status"},
      {service: {account: "REGION_{{ $region }}", subject: "server.command.*"}, to: "r.{{ $region }}.server.command.*"},
      {service: {account: "REGION_{{ $region }}", subject: "$JS.{{ $region }}.API.CONSUMER.MSG.NEXT.RESULTS_{{ $region }}.*"}, to: "r.{{ $region }}.results.next.*"},
      {service: {account: "REGION_{{ $region }}", subject: "$JS.ACK.RESULTS_{{ $region }}.>"}}
      {{- end }}
    ]
  }
{{- range $region, $_ := .Values.regions }}
  "REGION_{{ $region }}" {
    users: [
      {user: "leaf.{{ $region }}", password: $HUB_LEAF_{{ include "centre.variable" (list $region) }}, permissions: {publish: {allow: ["_R_.>", "server.status"]}, subscribe: {allow: ["server.command.*", "$JS.{{ $region }}.API.CONSUMER.MSG.NEXT.RESULTS_{{ $region }}.*", "$JS.ACK.RESULTS_{{ $region }}.>", "server.status.poll"]}}}
    ]
    exports: [
      {stream: "server.status"},
      {service: "server.command.*"},
      {service: "$JS.{{ $region }}.API.CONSUMER.MSG.NEXT.RESULTS_{{ $region }}.*", response_type: stream},
      {service: "$JS.ACK.RESULTS_{{ $region }}.>"}
    ]
    imports: [
      {stream: {account: CENTRE, subject: "server.status.poll"}}
    ]
  }
{{- end }}
}
{{- end -}}
