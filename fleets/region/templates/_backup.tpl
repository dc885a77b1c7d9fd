{{/*
The same file in both charts, byte by byte; a test says so. Copies in a store elsewhere: jobs that make, keep and prove them, and
who watches. Each has the keys that it needs and no other: who makes copies can neither read nor delete one, and who takes them
away can open none.
*/}}

{{/*
A job of one kind of copy: (dict
  root       the chart
  component  name of the job
  verb       make, rotate or drill
  kind       redis, postgres or jetstream
  source     what the source is called
  env        (list (dict "name" … "value" …)) of its own
  keys       file in /etc/tankfleet/keys to key of the release's Secret
  volumes    (list (dict "volume" … "mount" …)) of its own
  scratch    size of the folder for a copy on its way
  deadlineS  longest run).
*/}}
{{- define "tankfleet.backupJob" -}}
{{- $root := .root -}}
{{- $backup := .root.Values.backup -}}
{{- $who := ternary "writer" "keeper" (eq .verb "make") -}}
{{- $files := get (dict "make" (list "sign-key") "rotate" list "drill" (list "sign-key" "seal-identity")) .verb -}}
apiVersion: batch/v1
kind: CronJob
metadata:
  {{- include "tankfleet.metadata" (list $root .component) | nindent 2 }}
spec:
  schedule: {{ get $backup.schedule .verb | quote }}
  timeZone: Etc/UTC
  # Two at once would only wait for each other.
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 600
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: {{ .deadlineS }}
      template:
        metadata:
          labels:
            {{- include "tankfleet.podLabels" (list $root .component) | nindent 12 }}
        spec:
          restartPolicy: Never
          {{- include "tankfleet.backupPod" $root | nindent 10 }}
          containers:
            - name: backup
              {{- include "tankfleet.backupContainer" (list $root (list .verb .kind) .scratch) | nindent 14 }}
              env:
                - {name: SOURCE, value: {{ .source | quote }}}
                - {name: SCRATCH, value: /scratch}
                {{- include "tankfleet.backupStore" (list $root $who) | nindent 16 }}
                {{- include "tankfleet.backupSeal" (list $root $files (eq .verb "make")) | trim | nindent 16 }}
                {{- if eq .verb "rotate" }}
                - {name: ROTATION_HOURLY, value: {{ $backup.keep.hourly | int | quote }}}
                - {name: ROTATION_DAILY, value: {{ $backup.keep.daily | int | quote }}}
                {{- end }}
                {{- with .env }}
                {{- toYaml . | nindent 16 }}
                {{- end }}
                {{- include "tankfleet.jvm" $root | nindent 16 }}
              volumeMounts:
                - {name: backup, mountPath: /etc/tankfleet/backup, readOnly: true}
                {{- if .keys }}
                - {name: keys, mountPath: /etc/tankfleet/keys, readOnly: true}
                {{- end }}
                - {name: scratch, mountPath: /scratch}
                - {name: tmp, mountPath: /tmp}
                {{- range .volumes }}
                - {{ toJson .mount }}
                {{- end }}
          volumes:
            {{- include "tankfleet.backupKeys" (list $root $who $files) | nindent 12 }}
            {{- if .keys }}
            {{- include "tankfleet.backupSourceKeys" (list $root .keys) | nindent 12 }}
            {{- end }}
            - name: scratch
              emptyDir: {sizeLimit: {{ .scratch }}}
            - name: tmp
              emptyDir: {sizeLimit: 16Mi}
            {{- range .volumes }}
            - {{ toJson .volume }}
            {{- end }}
{{- end -}}

{{/* Who says how old the newest copies are: (list . "redis/eu=1h"). */}}
{{- define "tankfleet.backupExporter" -}}
{{- $root := index . 0 -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "tankfleet.metadata" (list $root "backup-exporter") | nindent 2 }}
spec:
  selector:
    {{- include "tankfleet.selector" (list $root "backup-exporter") | nindent 4 }}
  ports:
    - {name: ops, port: 8005, targetPort: ops}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "tankfleet.metadata" (list $root "backup-exporter") | nindent 2 }}
spec:
  replicas: 1
  selector:
    matchLabels:
      {{- include "tankfleet.selector" (list $root "backup-exporter") | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tankfleet.podLabels" (list $root "backup-exporter") | nindent 8 }}
    spec:
      {{- include "tankfleet.backupPod" $root | nindent 6 }}
      terminationGracePeriodSeconds: 30
      containers:
        - name: backup
          {{- include "tankfleet.backupContainer" (list $root (list "exporter") "") | nindent 10 }}
          ports:
            - {name: ops, containerPort: 8005}
          env:
            - {name: WATCHED, value: {{ index . 1 | quote }}}
            {{- include "tankfleet.backupStore" (list $root "keeper") | nindent 12 }}
            {{- include "tankfleet.backupSeal" (list $root list false) | trim | nindent 12 }}
            {{- include "tankfleet.opsAndLog" (list $root 8005 "info" "backup") | nindent 12 }}
            {{- include "tankfleet.jvm" $root | nindent 12 }}
          {{- include "tankfleet.opsProbes" $root | nindent 10 }}
          volumeMounts:
            - {name: backup, mountPath: /etc/tankfleet/backup, readOnly: true}
            {{- include "tankfleet.scratchMounts" $root | nindent 12 }}
      volumes:
        {{- include "tankfleet.backupKeys" (list $root "keeper" list) | nindent 8 }}
        {{- include "tankfleet.scratch" $root | nindent 8 }}
{{- end -}}

{{/* What all of them share, of the Pod. */}}
{{- define "tankfleet.backupPod" -}}
serviceAccountName: {{ include "tankfleet.name" . }}-backup
automountServiceAccountToken: false
enableServiceLinks: false
# There is no image for another one.
nodeSelector: {kubernetes.io/arch: amd64}
{{- include "tankfleet.pullSecrets" . }}
securityContext:
  {{- include "tankfleet.podSecurity" . | nindent 2 }}
{{- end -}}

{{/* And of the container: (list . arguments scratch), a size or nothing. What lies in its scratch folder counts as its own disk. */}}
{{- define "tankfleet.backupContainer" -}}
{{- $values := (index . 0).Values -}}
{{- $resources := deepCopy $values.backup.resources -}}
{{- with index . 2 -}}
{{- $unit := get (dict "Mi" 1 "Gi" 1024 "Ti" 1048576) (regexFind "[A-Z]i$" .) -}}
{{- $_ := set $resources.limits "ephemeral-storage" (printf "%dMi" (add 512 (mul (regexFind "^[0-9]+" .) $unit))) -}}
{{- end -}}
image: {{ include "tankfleet.image" (list (index . 0) $values.backup.image) }}
imagePullPolicy: {{ $values.backup.image.pullPolicy }}
args: [{{ join ", " (index . 1) }}]
securityContext:
  {{- include "tankfleet.containerSecurity" (index . 0) | nindent 2 }}
resources:
  {{- toYaml $resources | nindent 2 }}
{{- end -}}

{{/* Where copies lie: (list . who), which is writer or keeper. */}}
{{- define "tankfleet.backupStore" -}}
{{- $store := (index . 0).Values.backup.store -}}
- {name: STORE_URL, value: {{ $store.url | quote }}}
{{- with $store.endpoint }}
- {name: STORE_ENDPOINT, value: {{ . | quote }}}
{{- end }}
- {name: STORE_REGION, value: {{ $store.region | quote }}}
- name: STORE_ACCESS_KEY
  valueFrom: {secretKeyRef: {name: {{ (index . 0).Values.backup.existingSecret | quote }}, key: {{ index . 1 }}-access-key}}
- {name: STORE_SECRET_KEY_FILE, value: /etc/tankfleet/backup/secret-key}
{{- end -}}

{{/* For whom copies are sealed, or who is believed: (list . files seals). */}}
{{- define "tankfleet.backupSeal" -}}
{{- $backup := (index . 0).Values.backup -}}
{{- if index . 2 }}
- {name: SEAL_RECIPIENTS, value: {{ join "," $backup.recipients | quote }}}
{{- else }}
- {name: SIGN_TRUSTED, value: {{ join "," $backup.trusted | quote }}}
{{- end }}
{{- if has "sign-key" (index . 1) }}
- {name: SIGN_KEY_FILE, value: /etc/tankfleet/backup/sign-key}
{{- end }}
{{- if has "seal-identity" (index . 1) }}
- {name: SEAL_IDENTITY_FILE, value: /etc/tankfleet/backup/seal-identity}
{{- end }}
{{- end -}}

{{/* Files of the Secret that somebody else makes: (list . who further-files). */}}
{{- define "tankfleet.backupKeys" -}}
- name: backup
  secret:
    secretName: {{ (index . 0).Values.backup.existingSecret | quote }}
    defaultMode: 0440
    items:
      - {key: {{ index . 1 }}-secret-key, path: secret-key}
      {{- range index . 2 }}
      - {key: {{ . }}, path: {{ . }}}
      {{- end }}
{{- end -}}

{{/* Files of the release's own Secret: (list . (dict file key)). */}}
{{- define "tankfleet.backupSourceKeys" -}}
- name: keys
  secret:
    secretName: {{ include "tankfleet.keysSecret" (index . 0) | quote }}
    defaultMode: 0440
    items:
      {{- range $file, $key := index . 1 }}
      - {key: {{ $key }}, path: {{ $file }}}
      {{- end }}
{{- end -}}

{{/* What a schema cannot say about copies. Renders nothing. */}}
{{- define "tankfleet.backupChecks" -}}
{{- with .Values.backup -}}
{{- if and .store.url (not .recipients) -}}
{{- fail "backup.recipients: [] (expected: at least one, or nobody could open a copy)" -}}
{{- end -}}
{{- if and .store.url (not .trusted) -}}
{{- fail "backup.trusted: [] (expected: at least one, or no copy could be believed)" -}}
{{- end -}}
{{- end -}}
{{- end -}}
