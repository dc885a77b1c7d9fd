{{/* Ids of all regions, in their order. */}}
{{- define "centre.regions" -}}
{{- keys .Values.regions | sortAlpha | join "," -}}
{{- end -}}

{{/* The Secret with the passwords of whoever comes to the hub. */}}
{{- define "centre.hubSecret" -}}
{{- include "tankfleet.keysSecret" . }}-hub
{{- end -}}

{{/* The name of a region in a variable: (list "eu-west"). */}}
{{- define "centre.variable" -}}
{{- index . 0 | replace "-" "_" | upper -}}
{{- end -}}

{{/* Names of all keys of the release's Secret, one a line. */}}
{{- define "centre.keys" -}}
auth-signing-key
postgres-auth-password
postgres-matchmaker-password
postgres-backup-password
{{- if .Values.postgres.enabled }}
postgres-password
{{- end }}
{{- end -}}

{{/* And of the hub's. */}}
{{- define "centre.hubKeys" -}}
hub-matchmaker-password
{{- range $region, $_ := .Values.regions }}
hub-leaf-{{ $region }}-password
{{- end }}
{{- end -}}

{{- define "centre.databaseUrl" -}}
{{- if .Values.postgres.enabled -}}
jdbc:postgresql://{{ include "tankfleet.name" . }}-postgres:5432/tankfleet
{{- else -}}
{{ .Values.postgres.external.url }}
{{- end -}}
{{- end -}}

{{/* Where a service finds its tables: (list . "auth"); the service's own role owns them. */}}
{{- define "centre.database" -}}
{{- $service := index . 1 -}}
- {name: {{ upper $service }}_DATABASE_URL, value: {{ include "centre.databaseUrl" (index . 0) | quote }}}
- {name: {{ upper $service }}_DATABASE_USER, value: {{ $service | quote }}}
- {name: {{ upper $service }}_DATABASE_PASSWORD_FILE, value: /etc/tankfleet/keys/database-password}
{{- end -}}

{{/* What a service that listens behind the edge believes: (list . "AUTH" networks). */}}
{{- define "centre.behindEdge" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
- {name: {{ $service }}_HOST, value: 0.0.0.0}
- {name: {{ $service }}_ALLOWED_ORIGINS, value: {{ join "," $root.Values.allowedOrigins | quote }}}
- {name: {{ $service }}_TRUSTED_PROXIES, value: {{ join "," (index . 2) | quote }}}
{{- end -}}
