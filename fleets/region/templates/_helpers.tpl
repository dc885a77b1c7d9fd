{{/* Where a service finds the region's bus and routes: (list . user). */}}
{{- define "region.stores" -}}
- {name: NATS_URLS, value: "nats://{{ include "tankfleet.name" (index . 0) }}-nats:4222"}
- {name: NATS_USER, value: {{ index . 1 | quote }}}
- {name: NATS_PASSWORD_FILE, value: /etc/tankfleet/keys/nats-password}
- {name: REDIS_URL, value: "redis://{{ include "tankfleet.name" (index . 0) }}-redis:6379"}
- {name: REDIS_USER, value: services}
- {name: REDIS_PASSWORD_FILE, value: /etc/tankfleet/keys/redis-password}
{{- end -}}

{{/*
How many Pods: (list . "edge" values of it). Where an autoscaler says it, an upgrade repeats the number that it finds: a field that is left out after
the release before had it would be one Pod, until the autoscaler looks. The first installation has none to find, and leaves it out.
*/}}
{{- define "region.replicas" -}}
{{- $root := index . 0 -}}
{{- $part := index . 2 -}}
{{- if not $part.autoscaling.enabled -}}
replicas: {{ $part.replicas }}
{{- else -}}
{{- with (lookup "apps/v1" "Deployment" $root.Release.Namespace (printf "%s-%s" (include "tankfleet.name" $root) (index . 1))).spec -}}
replicas: {{ int .replicas }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* How servers of a build call themselves, and a Fleet's autoscaler asks for them: (list . plan). Two digests are two builds, whatever their tag. */}}
{{- define "region.buildName" -}}
{{- $plan := index . 1 -}}
{{ $plan.tag | default (index . 0).Chart.AppVersion }}{{ with $plan.digest }}-{{ trimPrefix "sha256:" . | trunc 12 }}{{ end }}
{{- end -}}

{{- define "region.buildsOn" -}}
{{- $on := list -}}
{{- range $build, $plan := .Values.builds }}{{ if $plan.enabled }}{{ $on = append $on $build }}{{ end }}{{ end -}}
{{- $on | join "," -}}
{{- end -}}
