{{/* The same file in both charts, byte by byte; a test says so. */}}

{{/* The Secret with what only this release knows. */}}
{{- define "tankfleet.keysSecret" -}}
{{- .Values.secrets.name | default (printf "%s-keys" (include "tankfleet.name" .)) -}}
{{- end -}}

{{/* What a Secret has now, where a cluster can be asked: (list . name). */}}
{{- define "tankfleet.keptKeys" -}}
{{- (lookup "v1" "Secret" (index . 0).Release.Namespace (index . 1)).data | default dict | toYaml -}}
{{- end -}}

{{/*
Where a Secret comes from: (list . name keys template), its name, the names of all keys, and the template of what they hold,
in base64, where it is generated. A Secret that exists needs no object.
*/}}
{{- define "tankfleet.keys" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $keys := index . 2 -}}
{{- $secrets := $root.Values.secrets -}}
{{- if eq $secrets.provider "generated" }}
# Made at the first installation, and kept by every upgrade.
apiVersion: v1
kind: Secret
metadata:
  {{- include "tankfleet.keysMetadata" (list $root $name) | nindent 2 }}
  annotations:
    # A release that is removed by mistake must not take with it what nobody else knows.
    helm.sh/resource-policy: keep
    # With another provider the controller of Sealed Secrets may write into it, which it does not do uninvited.
    sealedsecrets.bitnami.com/managed: "true"
type: Opaque
data:
  {{- include (index . 3) $root | trim | nindent 2 }}
{{- else if eq $secrets.provider "sealed" }}
# Opened by the controller of Sealed Secrets in this cluster alone: what stands here is no secret.
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  {{- include "tankfleet.keysMetadata" (list $root $name) | nindent 2 }}
spec:
  encryptedData:
    {{- range $keys }}
    {{ . }}: {{ get $secrets.sealed.encryptedData . | required (printf "secrets.sealed.encryptedData.%s: missing (expected: what kubeseal made of it)" .) | quote }}
    {{- end }}
  template:
    type: Opaque
    metadata:
      {{- include "tankfleet.keysMetadata" (list $root $name) | nindent 6 }}
      annotations:
        # The Secret outlives the SealedSecret, and goes back to this chart with another provider: by these Helm knows it again.
        sealedsecrets.bitnami.com/managed: "true"
        sealedsecrets.bitnami.com/skip-set-owner-references: "true"
        helm.sh/resource-policy: keep
        meta.helm.sh/release-name: {{ $root.Release.Name | quote }}
        meta.helm.sh/release-namespace: {{ $root.Release.Namespace | quote }}
{{- else if eq $secrets.provider "external" }}
# Fetched by the External Secrets Operator, and fetched again.
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  {{- include "tankfleet.keysMetadata" (list $root $name) | nindent 2 }}
spec:
  refreshInterval: {{ $secrets.external.refreshInterval }}
  secretStoreRef:
    kind: {{ $secrets.external.storeKind }}
    name: {{ $secrets.external.storeName | quote }}
  target:
    name: {{ $name | quote }}
    # The Secret outlives the ExternalSecret, and goes back to this chart with another provider.
    creationPolicy: Orphan
    deletionPolicy: Retain
  data:
    {{- range $keys }}
    - secretKey: {{ . }}
      remoteRef: {key: {{ $secrets.external.path | quote }}, property: {{ . }}}
    {{- end }}
{{- end }}
{{- end -}}

{{- define "tankfleet.keysMetadata" -}}
name: {{ index . 1 | quote }}
namespace: {{ (index . 0).Release.Namespace | quote }}
labels:
  {{- include "tankfleet.labels" (index . 0) | nindent 2 }}
  app.kubernetes.io/component: keys
{{- end -}}

{{/* What a schema cannot say about secrets. Renders nothing. */}}
{{- define "tankfleet.secretChecks" -}}
{{- $secrets := .Values.secrets -}}
{{- if and (eq $secrets.provider "existing") (not $secrets.name) -}}
{{- fail "secrets.name: empty (expected: the Secret that exists, or another secrets.provider)" -}}
{{- end -}}
{{- if eq $secrets.provider "external" -}}
{{- if not (and $secrets.external.storeName $secrets.external.path) -}}
{{- fail "secrets.external: storeName or path is empty (expected: a store, and where the keys are in it)" -}}
{{- end -}}
{{- end -}}
{{- end -}}
