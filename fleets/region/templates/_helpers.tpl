{{/* Where a service finds the region's bus and routes: (list . user). */}}
{{- define "region.stores" -}}
- {name: NATS_URLS, value: "nats://{{ include "tankfleet.name" (index . 0) }}-nats:4222"}
- {name: NATS_USER, value: {{ index . 1 }}}
- {name: NATS_PASSWORD_FILE, value: /etc/tankfleet/keys/nats-password}
- {name: REDIS_URL, value: "redis://{{ include "tankfleet.name" (index . 0) }}-redis:6379"}
- {name: REDIS_USER, value: services}
- {name: REDIS_PASSWORD_FILE, value: /etc/tankfleet/keys/redis-password}
{{- end -}}

{{- define "region.buildsOn" -}}
{{- $on := list -}}
{{- range $build, $plan := .Values.builds }}{{ if $plan.enabled }}{{ $on = append $on $build }}{{ end }}{{ end -}}
{{- $on | join "," -}}
{{- end -}}
