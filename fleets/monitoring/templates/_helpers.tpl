{{/* (list . "rules") */}}
{{- define "monitoring.metadata" -}}
name: {{ (index . 0).Release.Name | trunc 40 | trimSuffix "-" }}-{{ index . 1 }}
namespace: {{ (index . 0).Release.Namespace | quote }}
labels:
  {{- with index . 0 }}
  helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
  app.kubernetes.io/managed-by: {{ .Release.Service }}
  app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
  app.kubernetes.io/name: {{ .Chart.Name }}
  app.kubernetes.io/instance: {{ .Release.Name | quote }}
  app.kubernetes.io/part-of: tankfleet
  {{- end }}
  app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* The page for an alert: (list . "JoinsFail"). */}}
{{- define "monitoring.runbook" -}}
{{ (index . 0).Values.alerts.runbooks }}/{{ index . 1 | kebabcase }}.md
{{- end -}}

{{/* A board, as Grafana finds it: (list . "player"). */}}
{{- define "monitoring.board" -}}
{{ (index . 0).Values.boards.grafana }}/d/tankfleet-{{ index . 1 }}
{{- end -}}
