{{/*
The same file in both charts, byte by byte; a test says so. Nobody reaches anybody, but for the edges that are given: (dict
  root         the chart
  components   every kind of Pod
  edges        (list from to port), each drawn once; it becomes what its two ends may do
  watched      component to the port that the monitoring namespace reads
  ingress      component to rules from outside the release
  egress       component to rules that leave it).
*/}}
{{- define "tankfleet.network" -}}
{{- $root := .root -}}
{{- $given := . -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "tankfleet.metadata" (list $root "deny") | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "tankfleet.identity" $root | nindent 6 }}
  policyTypes: [Ingress, Egress]
  # Names are all that everybody may ask for.
  egress:
    - to:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: {{ $root.Values.network.dnsNamespace | quote }}}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
    {{- range $root.Values.network.dnsAddresses }}
    - to:
        - ipBlock: {cidr: {{ . | quote }}}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
    {{- end }}
{{- range $i, $way := $root.Values.network.extraEgress }}
{{- if not (has $way.component $given.components) }}
{{- fail (printf "network.extraEgress[%d].component: %s (expected: one of %s)" $i $way.component (join ", " $given.components)) }}
{{- end }}
{{- end }}
{{- range $component := .components }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "tankfleet.metadata" (list $root $component) | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "tankfleet.selector" (list $root $component) | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- $ingress := get $given.ingress $component | default list }}
  {{- $egress := get $given.egress $component | default list }}
  {{- range $given.edges }}
  {{- $port := list (dict "protocol" "TCP" "port" (index . 2)) }}
  {{- if eq (index . 1) $component }}
  {{- $from := dict "podSelector" (dict "matchLabels" (include "tankfleet.selector" (list $root (index . 0)) | fromYaml)) }}
  {{- $ingress = append $ingress (dict "from" (list $from) "ports" $port) }}
  {{- end }}
  {{- if eq (index . 0) $component }}
  {{- $to := dict "podSelector" (dict "matchLabels" (include "tankfleet.selector" (list $root (index . 1)) | fromYaml)) }}
  {{- $egress = append $egress (dict "to" (list $to) "ports" $port) }}
  {{- end }}
  {{- end }}
  {{- range $root.Values.network.extraEgress }}
  {{- if eq .component $component }}
  {{- $to := dict "namespaceSelector" (dict "matchLabels" (dict "kubernetes.io/metadata.name" .namespace)) }}
  {{- if .cidr }}{{ $to = dict "ipBlock" (dict "cidr" .cidr) }}{{ end }}
  {{- $ports := list }}
  {{- range .ports }}{{ $ports = append $ports (dict "protocol" "TCP" "port" .) }}{{ end }}
  {{- $egress = append $egress (dict "to" (list $to) "ports" $ports) }}
  {{- end }}
  {{- end }}
  {{- with get $given.watched $component }}
  {{- $from := dict "namespaceSelector" (dict "matchLabels" (dict "kubernetes.io/metadata.name" $root.Values.network.monitoringNamespace)) }}
  {{- $ingress = append $ingress (dict "from" (list $from) "ports" (list (dict "protocol" "TCP" "port" .))) }}
  {{- end }}
  ingress:
    {{- toYaml $ingress | nindent 4 }}
  egress:
    {{- toYaml $egress | nindent 4 }}
{{- end }}
{{- end -}}
