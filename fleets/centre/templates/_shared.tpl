{{/* The same file in both charts, byte by byte; a test says so. Nothing here knows which chart it is in. */}}

{{/* Short, because it becomes part of the ids of gateways and game servers. */}}
{{- define "tankfleet.name" -}}
{{- .Release.Name | trunc 20 | trimSuffix "-" -}}
{{- end -}}

{{- define "tankfleet.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "tankfleet.identity" . }}
{{- end -}}

{{/*
Of a Pod: (list . "edge"). Neither the chart's version nor that of its services is here, as they are on objects: a Pod is not to start anew, and
no match to end, because another part of the chart has changed.
*/}}
{{- define "tankfleet.podLabels" -}}
{{ include "tankfleet.identity" (index . 0) }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* What every Pod of this release has, and no other. */}}
{{- define "tankfleet.identity" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/part-of: tankfleet
{{- end -}}

{{/* One kind of Pod: (list . "edge"). */}}
{{- define "tankfleet.selector" -}}
app.kubernetes.io/name: {{ (index . 0).Chart.Name }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name | quote }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* (list . "edge") */}}
{{- define "tankfleet.metadata" -}}
name: {{ include "tankfleet.name" (index . 0) }}-{{ index . 1 }}
namespace: {{ (index . 0).Release.Namespace | quote }}
labels:
  {{- include "tankfleet.labels" (index . 0) | nindent 2 }}
  app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* (list . "edge") */}}
{{- define "tankfleet.account" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "tankfleet.metadata" . | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}

{{/* A digest goes before a tag; without either it is the version of the chart's services: (list . image). */}}
{{- define "tankfleet.image" -}}
{{- $context := index . 0 -}}
{{- $image := index . 1 -}}
{{- if and $context.Values.registry (hasPrefix "tankfleet/" $image.repository) -}}
{{ $context.Values.registry }}/
{{- end -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default $context.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The restricted profile, for a Pod. */}}
{{- define "tankfleet.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* The restricted profile, for a container. */}}
{{- define "tankfleet.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* What a JVM in a container has to be told. The services do not read it. */}}
{{- define "tankfleet.jvm" -}}
- name: JAVA_TOOL_OPTIONS
  value: -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData
{{- end -}}

{{/* Ops port and log of a service: (list . port level name). Its probes, volumes and mounts are below. */}}
{{- define "tankfleet.opsAndLog" -}}
- {name: OPS_HOST, value: 0.0.0.0}
- {name: OPS_PORT, value: {{ index . 1 | quote }}}
{{- if (index . 0).Values.monitoring.tls.enabled }}
- {name: OPS_TLS_DIRECTORY, value: /etc/tankfleet/internal-tls}
{{- end }}
- {name: LOG_DIRECTORY, value: /var/log/tankfleet}
- {name: LOG_NAME, value: {{ index . 3 | quote }}}
- {name: LOG_LEVEL, value: {{ index . 2 | quote }}}
- {name: LOG_CONSOLE, value: json}
{{- end -}}

{{/* The certificate by which the release's own processes are known to whoever reads their metrics. */}}
{{- define "tankfleet.internalTlsSecret" -}}
{{ include "tankfleet.name" . }}-internal-tls
{{- end -}}

{{/* The name in it. */}}
{{- define "tankfleet.internalName" -}}
{{ .Values.monitoring.tls.serverName | default (printf "%s-internal.%s.svc" (include "tankfleet.name" .) .Release.Namespace) }}
{{- end -}}

{{/* Of a service with an ops port. */}}
{{- define "tankfleet.opsProbes" -}}
{{- /* A kubelet verifies no certificate. */ -}}
{{- $scheme := ternary "HTTPS" "HTTP" .Values.monitoring.tls.enabled -}}
startupProbe:
  httpGet: {path: /live, port: ops, scheme: {{ $scheme }}}
  periodSeconds: 2
  failureThreshold: 45
livenessProbe:
  httpGet: {path: /live, port: ops, scheme: {{ $scheme }}}
  periodSeconds: 10
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /ready, port: ops, scheme: {{ $scheme }}}
  periodSeconds: 5
  failureThreshold: 2
{{- end -}}

{{/* The edge as clients call it; a browser leaves 443 away, and so does this. */}}
{{- define "tankfleet.edgeAddress" -}}
{{- $port := int .Values.edge.service.port -}}
{{ .Values.edge.host }}{{ if ne $port 443 }}:{{ $port }}{{ end }}
{{- end -}}

{{/* How the edge's Service is reached. */}}
{{- define "tankfleet.edgeService" -}}
type: {{ .Values.edge.service.type }}
{{- if ne .Values.edge.service.type "ClusterIP" }}
# Limits are per address, so the address must be the player's.
externalTrafficPolicy: Local
{{- end }}
{{- if .Values.edge.ipv6 }}
ipFamilyPolicy: PreferDualStack
{{- end }}
{{- end -}}

{{/* The edge's port in its Service. */}}
{{- define "tankfleet.edgePort" -}}
port: {{ int .Values.edge.service.port }}
{{- with int .Values.edge.service.nodePort }}
nodePort: {{ . }}
{{- end }}
{{- end -}}

{{- define "tankfleet.edgeChecks" -}}
{{- with .Values.edge.service }}
{{- if and (eq .type "ClusterIP") (int .nodePort) }}
{{- fail (printf "edge.service.nodePort: %v (expected: 0, or a type with ports of nodes)" .nodePort) }}
{{- end }}
{{- end }}
{{- end -}}

{{/* `listen` of nginx, on IPv6 too where that is wanted: (list . "8443 ssl"). */}}
{{- define "tankfleet.listen" -}}
listen {{ index . 1 }};
{{- if (index . 0).Values.edge.ipv6 }}
listen [::]:{{ index . 1 }};
{{- end }}
{{- end -}}

{{/* By what nginx counts a client: his IPv4 address, or the first 64 bits of his IPv6 address, which is what one household gets. */}}
{{- define "tankfleet.clientNetwork" -}}
map $binary_remote_addr $client_network {
  default $binary_remote_addr;
  "~(?s)^(.{8}).{8}$" $1;
}
{{- end -}}

{{/* Of nginx, by the port that only the kubelet reaches. */}}
{{- define "tankfleet.edgeProbes" -}}
startupProbe:
  httpGet: {path: /live, port: health}
  periodSeconds: 2
  failureThreshold: 15
# With all connections taken it answers nobody more, and those who play are not to be thrown out for that.
livenessProbe:
  tcpSocket: {port: health}
  periodSeconds: 10
readinessProbe:
  httpGet: {path: /live, port: health}
  periodSeconds: 5
{{- end -}}

{{/* Beside the keys of a service: four log files of 16 MiB, what a JVM unpacks, and the certificate of its ops port. */}}
{{- define "tankfleet.scratch" -}}
{{- if .Values.monitoring.tls.enabled -}}
- name: internal-tls
  secret:
    secretName: {{ include "tankfleet.internalTlsSecret" . | quote }}
    defaultMode: 0440
    items:
      - {key: tls.crt, path: tls.crt}
      - {key: tls.key, path: tls.key}
{{ end -}}
- name: logs
  emptyDir: {sizeLimit: 128Mi}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- end -}}

{{- define "tankfleet.scratchMounts" -}}
{{- if .Values.monitoring.tls.enabled -}}
- {name: internal-tls, mountPath: /etc/tankfleet/internal-tls, readOnly: true}
{{ end -}}
- {name: logs, mountPath: /var/log/tankfleet}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "tankfleet.pullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* On different nodes where there are some: (list . "edge"). */}}
{{- define "tankfleet.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tankfleet.selector" . | nindent 8 }}
{{- end -}}

{{/* One at a time may be taken away, and one that is broken at any time, or it would hold up a node that is to be emptied: (list . "edge"). */}}
{{- define "tankfleet.disruption" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "tankfleet.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "tankfleet.selector" . | nindent 6 }}
{{- end -}}

{{/* What a Job of a hook may cost. It stays a day for who reads its log; then it goes, and the hook makes it anew. */}}
{{- define "tankfleet.hookBounds" -}}
backoffLimit: 10
activeDeadlineSeconds: 600
ttlSecondsAfterFinished: 86400
{{- end -}}

{{- define "tankfleet.claim" -}}
accessModes: [ReadWriteOnce]
{{- with .className }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end -}}

{{/* (list . "gateway"): its Service has a port called ops. */}}
{{- define "tankfleet.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "tankfleet.metadata" . | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "tankfleet.selector" . | nindent 6 }}
  endpoints:
    - port: ops
      path: /metrics
      interval: {{ (index . 0).Values.monitoring.interval }}
      {{- include "tankfleet.scrapeTls" (index . 0) | nindent 6 }}
      {{- with (index . 0).Values.region }}
      relabelings:
        - {targetLabel: region, replacement: {{ . | quote }}}
      {{- end }}
{{- end -}}

{{/* How a scrape knows that it talks to us: by one name, whatever the address of the Pod. */}}
{{- define "tankfleet.scrapeTls" -}}
{{- if .Values.monitoring.tls.enabled -}}
scheme: https
tlsConfig:
  ca: {secret: {name: {{ include "tankfleet.internalTlsSecret" . | quote }}, key: ca.crt}}
  serverName: {{ include "tankfleet.internalName" . | quote }}
{{- else -}}
scheme: http
{{- end -}}
{{- end -}}

{{/* Between two numbers, by processor time: (list . "edge" min max cpuPercent seconds), at most one fewer in so many seconds. */}}
{{- define "tankfleet.autoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "tankfleet.metadata" (list (index . 0) (index . 1)) | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "tankfleet.name" (index . 0) }}-{{ index . 1 }}
  minReplicas: {{ index . 2 }}
  maxReplicas: {{ index . 3 }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ index . 4 }}}
  behavior:
    # Up at once; down slowly, since an evening has waves.
    scaleDown:
      stabilizationWindowSeconds: 300
      policies: [{type: Pods, value: 1, periodSeconds: {{ index . 5 }}}]
{{- end -}}
