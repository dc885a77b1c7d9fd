{{/* The same file in both charts, byte by byte; a test says so. Where certificates come from, and who watches them. */}}

{{/* Secret with the certificate of a part: (list . "edge"). The one that the part's values name, or the one that is made. */}}
{{- define "tankfleet.tlsSecret" -}}
{{- $root := index . 0 -}}
{{- (get $root.Values (index . 1) | default dict).tlsSecret | default (printf "%s-%s-tls" (include "tankfleet.name" $root) (index . 1)) -}}
{{- end -}}

{{- define "tankfleet.authoritySecret" -}}
{{ include "tankfleet.name" . }}-authority
{{- end -}}

{{/* All names of Services inside the cluster, one a line: (list . services). */}}
{{- define "tankfleet.internalNames" -}}
{{- $root := index . 0 -}}
{{- $names := list -}}
{{- range index . 1 -}}
{{- $service := printf "%s-%s" (include "tankfleet.name" $root) . -}}
{{- range list "" (printf ".%s" $root.Release.Namespace) (printf ".%s.svc" $root.Release.Namespace) (printf ".%s.svc.cluster.local" $root.Release.Namespace) -}}
{{- $names = append $names (printf "%s%s" $service .) -}}
{{- end -}}
{{- end -}}
{{- with $root.Values.monitoring.tls.serverName }}{{ $names = append $names . | uniq }}{{ end -}}
{{- $names | join "\n" -}}
{{- end -}}

{{/* Whether somebody makes the certificate of a part here: (list . "edge"). */}}
{{- define "tankfleet.isCertificateMade" -}}
{{- $root := index . 0 -}}
{{- if and (ne $root.Values.certificates.provider "existing") (not (get $root.Values (index . 1) | default dict).tlsSecret) }}yes{{ end -}}
{{- end -}}

{{/* Whether nobody but the release itself vouches for a part: (list . "edge"). */}}
{{- define "tankfleet.isOwnWord" -}}
{{- $certificates := (index . 0).Values.certificates -}}
{{- if and (include "tankfleet.isCertificateMade" .) (or (eq $certificates.provider "own") (not $certificates.issuer.name)) }}yes{{ end -}}
{{- end -}}

{{/* What a schema cannot say about certificates: (list . parts). Renders nothing. */}}
{{- define "tankfleet.certificateChecks" -}}
{{- $root := index . 0 -}}
{{- if and $root.Values.certificates.issuer.name (ne $root.Values.certificates.provider "cert-manager") -}}
{{- fail (printf "certificates.issuer.name: %s (expected: empty, or certificates.provider: cert-manager)" $root.Values.certificates.issuer.name) -}}
{{- end -}}
{{- range index . 1 -}}
{{- if and (eq $root.Values.certificates.provider "existing") (not (get $root.Values .).tlsSecret) -}}
{{- fail (printf "%s.tlsSecret: empty (expected: the Secret that exists, or another certificates.provider)" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What the network has to know: (dict "root" . "components" list "egress" dict "watched" dict) gets what they need. Renders nothing. */}}
{{- define "tankfleet.certificateEdges" -}}
{{- $values := .root.Values -}}
{{- if eq $values.certificates.provider "own" -}}
{{- $ports := list -}}
{{- range $values.network.apiServer.ports }}{{ $ports = append $ports (dict "protocol" "TCP" "port" .) }}{{ end -}}
{{- $_ := set . "components" (append .components "certificates") -}}
{{- $_ := set .egress "certificates" (list (dict "to" (list (dict "ipBlock" (dict "cidr" $values.network.apiServer.cidr))) "ports" $ports)) -}}
{{- end -}}
{{- if $values.certificates.exporter -}}
{{- $_ := set . "components" (append .components "certificate-exporter") -}}
{{- $_ := set .watched "certificate-exporter" 8007 -}}
{{- end -}}
{{- end -}}

{{/*
All of it: (dict
  root      the chart
  servers   (list part hosts) of each that needs a certificate
  watched   (list name secret key) of those that are watched besides).
*/}}
{{- define "tankfleet.certificates" -}}
{{- $root := .root -}}
{{- $made := list -}}
{{- $watched := .watched -}}
{{- $provider := $root.Values.certificates.provider -}}
{{- range .servers -}}
{{- $part := index . 0 -}}
{{- if include "tankfleet.isCertificateMade" (list $root $part) -}}
{{- $made = append $made . -}}
{{- end -}}
{{- /* Where somebody else makes the one for inside, it is there if it is used. */ -}}
{{- if or (ne $part "internal") (ne $provider "existing") $root.Values.monitoring.tls.enabled -}}
{{- $watched = append $watched (list $part (include "tankfleet.tlsSecret" (list $root $part)) "tls.crt") -}}
{{- end -}}
{{- end -}}
{{- if ne $provider "existing" -}}
{{- $watched = append $watched (list "authority" (include "tankfleet.authoritySecret" $root) "tls.crt") -}}
{{- end -}}
{{- if eq $provider "own" }}
{{ include "tankfleet.ownAuthority" (list $root $made) }}
{{- else if eq $provider "cert-manager" }}
{{ include "tankfleet.managedCertificates" (list $root $made) }}
{{- end }}
{{- if $root.Values.certificates.exporter }}
---
{{ include "tankfleet.certificateExporter" (list $root $watched) }}
{{- end }}
{{- end -}}

{{/* An authority of the release's own: (list . servers). */}}
{{- define "tankfleet.ownAuthority" -}}
{{- $root := index . 0 -}}
{{- $secrets := list (include "tankfleet.authoritySecret" $root) -}}
{{- range index . 1 }}{{ $secrets = append $secrets (include "tankfleet.tlsSecret" (list $root (index . 0))) }}{{ end -}}
{{- $pod := include "tankfleet.certificatePod" . -}}
{{ include "tankfleet.account" (list $root "certificates") }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  {{- include "tankfleet.metadata" (list $root "certificates") | nindent 2 }}
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: {{ toJson $secrets }}
    verbs: [get, update]
  # What is not there has no name that a rule could know.
  - apiGroups: [""]
    resources: [secrets]
    verbs: [create]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  {{- include "tankfleet.metadata" (list $root "certificates") | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "tankfleet.name" $root }}-certificates
subjects:
  - kind: ServiceAccount
    name: {{ include "tankfleet.name" $root }}-certificates
    namespace: {{ $root.Release.Namespace | quote }}
---
# No hook: Pods wait for what it makes, and whoever waits for the Pods would wait for ever. A Job cannot be changed; the name
# says what it was made of, so that another one comes when that is another. It stays: gone, each upgrade would make it again.
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "tankfleet.metadata" (list $root (printf "certificates-%s" ($pod | sha256sum | trunc 8))) | nindent 2 }}
spec:
  backoffLimit: 10
  activeDeadlineSeconds: 600
  template:
    {{- $pod | nindent 4 }}
---
apiVersion: batch/v1
kind: CronJob
metadata:
  {{- include "tankfleet.metadata" (list $root "certificates") | nindent 2 }}
spec:
  schedule: {{ $root.Values.certificates.schedule | quote }}
  timeZone: Etc/UTC
  # Two at once would only be in each other's way.
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 600
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: 600
      template:
        {{- $pod | nindent 8 }}
{{- end -}}

{{/* The Pod that makes certificates: (list . servers). */}}
{{- define "tankfleet.certificatePod" -}}
{{- $root := index . 0 -}}
{{- $wanted := list -}}
{{- range index . 1 }}{{ $wanted = append $wanted (printf "%s=%s" (include "tankfleet.tlsSecret" (list $root (index . 0))) (index . 1 | join " ")) }}{{ end -}}
metadata:
  labels:
    {{- include "tankfleet.identity" $root | nindent 4 }}
    app.kubernetes.io/component: certificates
spec:
  restartPolicy: OnFailure
  serviceAccountName: {{ include "tankfleet.name" $root }}-certificates
  # Its token is mounted below: no other container ever gets one unasked.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- include "tankfleet.pullSecrets" $root | nindent 2 }}
  securityContext:
    {{- include "tankfleet.podSecurity" $root | nindent 4 }}
  containers:
    - name: certificates
      {{- include "tankfleet.certificateContainer" (list $root "make") | nindent 6 }}
      env:
        - {name: NAMESPACE, value: {{ $root.Release.Namespace | quote }}}
        - {name: OWNER, value: {{ $root.Release.Name | quote }}}
        - {name: AUTHORITY, value: {{ include "tankfleet.authoritySecret" $root | quote }}}
        - {name: WANTED, value: {{ join "," $wanted | quote }}}
        - {name: LIFE, value: {{ $root.Values.certificates.lifeDays }}d}
        {{- include "tankfleet.jvm" $root | nindent 8 }}
      volumeMounts:
        - {name: api, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
        - {name: tmp, mountPath: /tmp}
  volumes:
    - name: api
      projected:
        defaultMode: 0440
        sources:
          - serviceAccountToken: {path: token, expirationSeconds: 3600}
          - configMap:
              name: kube-root-ca.crt
              items:
                - {key: ca.crt, path: ca.crt}
    - name: tmp
      emptyDir: {sizeLimit: 16Mi}
{{- end -}}

{{/* What all containers of this program share: (list . argument). */}}
{{- define "tankfleet.certificateContainer" -}}
{{- $values := (index . 0).Values.certificates -}}
image: {{ include "tankfleet.image" (list (index . 0) $values.image) }}
imagePullPolicy: {{ $values.image.pullPolicy }}
args: [{{ index . 1 }}]
securityContext:
  {{- include "tankfleet.containerSecurity" (index . 0) | nindent 2 }}
resources:
  {{- toYaml $values.resources | nindent 2 }}
{{- end -}}

{{/* What cert-manager makes of it: (list . servers). */}}
{{- define "tankfleet.managedCertificates" -}}
{{- $root := index . 0 -}}
{{- $authority := include "tankfleet.authoritySecret" $root -}}
{{- $own := dict "name" $authority "kind" "Issuer" "group" "cert-manager.io" -}}
{{- $given := $root.Values.certificates.issuer -}}
# Vouches for itself, and so for the authority of this release alone.
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  {{- include "tankfleet.metadata" (list $root "self-signed") | nindent 2 }}
spec:
  selfSigned: {}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  {{- include "tankfleet.metadata" (list $root "authority") | nindent 2 }}
spec:
  isCA: true
  commonName: Tankfleet {{ $root.Release.Name | trunc 50 }}
  secretName: {{ $authority | quote }}
  duration: 87600h
  # The key stays, so that whoever trusts the old certificate trusts what the new one vouches for.
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Never}
  issuerRef: {name: {{ include "tankfleet.name" $root }}-self-signed, kind: Issuer, group: cert-manager.io}
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  {{- include "tankfleet.metadata" (list $root "authority") | nindent 2 }}
spec:
  ca: {secretName: {{ $authority | quote }}}
{{- range index . 1 }}
{{- $part := index . 0 }}
{{- /* Names inside the cluster are nobody's but ours to vouch for. */}}
{{- $isOurs := or (eq $part "internal") (not $given.name) }}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  {{- include "tankfleet.metadata" (list $root $part) | nindent 2 }}
spec:
  secretName: {{ include "tankfleet.tlsSecret" (list $root $part) | quote }}
  {{ ternary "ipAddresses" "dnsNames" (regexMatch "^[0-9.]+$" (index . 1 | first)) }}: {{ index . 1 | toJson }}
  {{- if $isOurs }}
  duration: {{ mul 24 $root.Values.certificates.lifeDays }}h
  {{- end }}
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
  usages: [digital signature, server auth]
  issuerRef: {{ ternary $own $given $isOurs | toJson }}
{{- end }}
{{- end -}}

{{/* Who watches how long they last, whoever made them: (list . watched). */}}
{{- define "tankfleet.certificateExporter" -}}
{{- $root := index . 0 -}}
{{- $files := list -}}
{{- range index . 1 }}{{ $files = append $files (printf "%s=/etc/tankfleet/certificates/%s/%s" (index . 0) (index . 0) (index . 2)) }}{{ end -}}
{{ include "tankfleet.account" (list $root "certificate-exporter") }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "tankfleet.metadata" (list $root "certificate-exporter") | nindent 2 }}
spec:
  selector:
    {{- include "tankfleet.selector" (list $root "certificate-exporter") | nindent 4 }}
  ports:
    - {name: ops, port: 8007, targetPort: ops}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "tankfleet.metadata" (list $root "certificate-exporter") | nindent 2 }}
spec:
  replicas: 1
  selector:
    matchLabels:
      {{- include "tankfleet.selector" (list $root "certificate-exporter") | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tankfleet.identity" $root | nindent 8 }}
        app.kubernetes.io/component: certificate-exporter
    spec:
      serviceAccountName: {{ include "tankfleet.name" $root }}-certificate-exporter
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- include "tankfleet.pullSecrets" $root | nindent 6 }}
      securityContext:
        {{- include "tankfleet.podSecurity" $root | nindent 8 }}
      terminationGracePeriodSeconds: 30
      containers:
        - name: certificates
          {{- include "tankfleet.certificateContainer" (list $root "exporter") | nindent 10 }}
          ports:
            - {name: ops, containerPort: 8007}
          env:
            - {name: WATCHED, value: {{ join "," $files | quote }}}
            {{- include "tankfleet.opsAndLog" (list $root 8007 "info" "certificates") | nindent 12 }}
            {{- include "tankfleet.jvm" $root | nindent 12 }}
          {{- include "tankfleet.opsProbes" $root | nindent 10 }}
          volumeMounts:
            {{- range index . 1 }}
            - {name: {{ index . 0 }}, mountPath: /etc/tankfleet/certificates/{{ index . 0 }}, readOnly: true}
            {{- end }}
            {{- include "tankfleet.scratchMounts" $root | nindent 12 }}
      volumes:
        # Without their keys. One that is not there yet shows as one that cannot be read.
        {{- range index . 1 }}
        - name: {{ index . 0 }}
          secret:
            secretName: {{ index . 1 | quote }}
            optional: true
            defaultMode: 0440
            items:
              - {key: {{ index . 2 }}, path: {{ index . 2 }}}
        {{- end }}
        {{- include "tankfleet.scratch" $root | nindent 8 }}
{{- end -}}
