{{/* Short, because it becomes part of the ids of gateways and game servers: see "region.checks". */}}
{{- define "region.name" -}}
{{- .Release.Name | trunc 20 | trimSuffix "-" -}}
{{- end -}}

{{- define "region.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "region.identity" . }}
{{- end -}}

{{/* What every Pod of this release has, and no other. */}}
{{- define "region.identity" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: tankfleet
{{- end -}}

{{/* One kind of Pod: (list . "gateway"). */}}
{{- define "region.selector" -}}
app.kubernetes.io/name: {{ (index . 0).Chart.Name }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* (list . "gateway") */}}
{{- define "region.metadata" -}}
name: {{ include "region.name" (index . 0) }}-{{ index . 1 }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "region.labels" (index . 0) | nindent 2 }}
  app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* A digest goes before a tag; without either it is the version of the chart's services: (list . .Values.gateway.image). */}}
{{- define "region.image" -}}
{{- $image := index . 1 -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The restricted profile, for the Pod: (list group). */}}
{{- define "region.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* The restricted profile, for a container. */}}
{{- define "region.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "region.keysSecret" -}}
{{- .Values.keys.existingSecret | default (printf "%s-keys" (include "region.name" .)) -}}
{{- end -}}

{{/* What a JVM in a container has to be told. The services do not read it. */}}
{{- define "region.jvm" -}}
- name: JAVA_TOOL_OPTIONS
  value: -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData
{{- end -}}

{{/* Ops port and log of a service: (list port level name). */}}
{{- define "region.opsAndLog" -}}
- {name: OPS_HOST, value: 0.0.0.0}
- {name: OPS_PORT, value: {{ index . 0 | quote }}}
- {name: LOG_DIRECTORY, value: /var/log/tankfleet}
- {name: LOG_NAME, value: {{ index . 2 }}}
- {name: LOG_LEVEL, value: {{ index . 1 }}}
- {name: LOG_CONSOLE, value: json}
{{- end -}}

{{/* Where a service finds the region's bus and routes: (list . user). */}}
{{- define "region.stores" -}}
- {name: NATS_URLS, value: "nats://{{ include "region.name" (index . 0) }}-nats:4222"}
- {name: NATS_USER, value: {{ index . 1 }}}
- {name: NATS_PASSWORD_FILE, value: /etc/tankfleet/keys/nats-password}
- {name: REDIS_URL_FILE, value: /etc/tankfleet/keys/redis-url}
{{- end -}}

{{/* Writable places of a service: four log files of 16 MiB, and what a JVM unpacks. */}}
{{- define "region.scratch" -}}
- name: logs
  emptyDir: {sizeLimit: 128Mi}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- end -}}

{{- define "region.scratchMounts" -}}
- {name: logs, mountPath: /var/log/tankfleet}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "region.pullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* On different nodes where there are some: (list . "gateway"). */}}
{{- define "region.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "region.selector" . | nindent 8 }}
{{- end -}}

{{- define "region.buildsOn" -}}
{{- $on := list -}}
{{- range $build, $plan := .Values.builds }}{{ if $plan.enabled }}{{ $on = append $on $build }}{{ end }}{{ end -}}
{{- $on | join "," -}}
{{- end -}}
